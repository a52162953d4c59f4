package org.alphagrid.merge.method.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.LinearSum;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.DeltaMask;
import org.alphagrid.merge.method.statistic.DeltaMass;

/**
 * Computes {@code base + lambda sum w_i s_i}, where {@code s_i} is the task vector {@code x_i -
 * base} thinned out by a sparsifier and, where signs are elected, left out of an element whose
 * weighted signs disagree with it (Ilharco et al., 2023; Yadav et al., 2023, "TIES-Merging",
 * section 4).
 */
final class TaskVectorMethod implements MergeMethod {
  private static final ParameterSpec LAMBDA =
      ParameterSpec.optional("lambda", "1", "-10", "10", "Factor on the summed task vectors.");
  private static final double LEAST_MASS_OF_MERGEKIT = 1e-7;
  private static final double LEAST_DIVISOR = 1e-8;

  private final String name;
  private final Sparsifier sparsifier;
  private final SignElection election;
  private final List<ParameterSpec> parameters;

  /** Says whether elements vote on their sign. */
  enum SignElection {
    /** Counts every task vector everywhere. */
    NONE,
    /** Keeps those whose sign is that of the weighted sum. */
    WEIGHTED_SUM
  }

  /**
   * @param normalize default of the switch, 0 or 1
   * @param rescale default of the switch, 0 or 1
   */
  TaskVectorMethod(
      String name, Sparsifier sparsifier, SignElection election, String normalize, String rescale) {
    this.name = name;
    this.sparsifier = sparsifier;
    this.election = election;
    List<ParameterSpec> specs = new ArrayList<>(List.of(ParameterSpec.WEIGHT));
    specs.addAll(sparsifier.parameters());
    specs.add(LAMBDA);
    specs.add(ParameterSpec.flag("normalize", normalize, "Divide by the weights that take part."));
    specs.add(
        ParameterSpec.flag("rescale", rescale, "Give thinned task vectors their L1 norm back."));
    this.parameters = List.copyOf(specs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return parameters;
  }

  @Override
  public BaseUse base() {
    return BaseUse.REQUIRED;
  }

  @Override
  public void check(MergeSettings settings) {
    settings.models().forEach(model -> sparsifier.check(model, name));
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    if (values.is(LAMBDA.name(), 0)) {
      return Optional.of(ParentRole.BASE);
    }
    boolean whole = values.number("density") >= 1 || sparsifier == Sparsifier.NONE;
    return whole && values.is(LAMBDA.name(), 1) ? SweepForm.endPoint(values) : Optional.empty();
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return sparsifier.unlikeMergekit();
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    int count = settings.models().size();
    List<DeltaMask> masks = StatisticNotReady.all(count, m -> sparsifier.mask(settings, m, tensor));
    TaskVectorKernel.Election election = electionFor(settings);
    float[] weights = LinearSum.floats(settings.weights());
    float lambda = (float) settings.number(LAMBDA.name());
    boolean whole = masks.stream().allMatch(DeltaMask.KeepAll.class::isInstance);
    if (whole && election == TaskVectorKernel.Election.NONE) {
      return LinearSum.ofDeltas(weights, divisor(settings), lambda);
    }
    List<Double> factors =
        StatisticNotReady.all(count, m -> rescaling(settings, m, masks.get(m), tensor));
    return new TaskVectorKernel(
        masks,
        LinearSum.floats(factors.stream().mapToDouble(factor -> factor).toArray()),
        weights,
        divisor(settings),
        election,
        lambda);
  }

  private static double rescaling(
      MergeSettings settings, int model, DeltaMask mask, TensorScope tensor) {
    if (!settings.flag("rescale") || mask instanceof DeltaMask.KeepAll) {
      return 1;
    }
    double least = settings.likeMergekit() ? LEAST_MASS_OF_MERGEKIT : 0;
    return DeltaMass.rescaling(tensor, model, mask, least);
  }

  /** Returns what an element is divided by where signs are not elected. */
  private float divisor(MergeSettings settings) {
    double sum = Arrays.stream(settings.weights()).sum();
    return settings.flag("normalize") && Math.abs(sum) >= LEAST_DIVISOR ? (float) sum : 1;
  }

  private TaskVectorKernel.Election electionFor(MergeSettings settings) {
    if (election == SignElection.NONE) {
      return TaskVectorKernel.Election.NONE;
    }
    return settings.flag("normalize")
        ? TaskVectorKernel.Election.AVERAGE
        : TaskVectorKernel.Election.SUM;
  }
}
