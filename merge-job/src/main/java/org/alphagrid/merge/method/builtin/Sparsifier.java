package org.alphagrid.merge.method.builtin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.Cut;
import org.alphagrid.merge.method.statistic.DeltaMask;
import org.alphagrid.merge.method.statistic.Magnitudes;
import org.alphagrid.merge.method.statistic.Ranking;
import org.alphagrid.merge.tensor.CounterRandom;

/** Says how a method of the task vector family thins task vectors out. */
enum Sparsifier {
  /** Keeps everything. */
  NONE,
  /** Keeps the share {@code density} of largest magnitude (TIES). */
  MAGNITUDE,
  /** The same after dropping the share {@code gamma} of largest magnitude (breadcrumbs). */
  OUTLIERS,
  /** Keeps each element with probability {@code density} (DARE). */
  RANDOM,
  /** Keeps elements with a probability that rises with their rank in the row (DELLA). */
  RANKED_RANDOM;

  static final ParameterSpec DENSITY =
      ParameterSpec.optional("density", "1", "0", "1", "Share of the task vector that is kept.")
          .in(ParameterSpec.Scope.MODEL);
  private static final ParameterSpec GAMMA =
      ParameterSpec.optional(
              "gamma", "0.01", "0", "1", "Share of largest elements that is dropped.")
          .in(ParameterSpec.Scope.MODEL);
  private static final ParameterSpec EPSILON =
      ParameterSpec.optional(
              "epsilon", "0.15", "0", "0.5", "Half the spread of the keep probability in a row.")
          .in(ParameterSpec.Scope.MODEL);

  List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>(List.of(DENSITY));
    switch (this) {
      case NONE, MAGNITUDE -> {}
      case OUTLIERS -> specs.add(GAMMA);
      case RANDOM -> specs.add(ParameterSpec.SEED);
      case RANKED_RANDOM -> specs.addAll(List.of(EPSILON, ParameterSpec.SEED));
    }
    return specs;
  }

  void check(ParameterValues model, String method) {
    if (this != RANKED_RANDOM || model.number("density") >= 1) {
      return;
    }
    BigDecimal density = model.exact("density");
    BigDecimal epsilon = model.exact("epsilon");
    if (density.subtract(epsilon).signum() < 0
        || density.add(epsilon).compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "Invalid epsilon of method %s: %s (must leave density %s between epsilon and 1 - epsilon)"
              .formatted(method, epsilon.toPlainString(), density.toPlainString()));
    }
  }

  /** In what results differ from mergekit's. */
  Optional<String> unlikeMergekit() {
    return switch (this) {
      case NONE -> Optional.empty();
      case MAGNITUDE -> Optional.of("among equal magnitudes at the cut the first are kept");
      case OUTLIERS ->
          Optional.of("tensors too small for gamma keep their task vector, ties keep the first");
      case RANDOM, RANKED_RANDOM -> Optional.of("random masks follow from seed and tensor name");
    };
  }

  /** Returns the mask of one model's task vector. */
  DeltaMask mask(MergeSettings settings, int model, TensorScope tensor) {
    ParameterValues values = settings.models().get(model);
    double density = values.number("density");
    if (this == NONE || density >= 1) {
      return new DeltaMask.KeepAll();
    }
    return switch (this) {
      case NONE -> new DeltaMask.KeepAll();
      case MAGNITUDE -> {
        long keep = share(tensor, values.exact("density"), settings);
        yield new DeltaMask.Ranked(
            Ranking.largest(tensor, new Magnitudes.OfDelta(model), keep), Cut.NONE);
      }
      case OUTLIERS -> outliers(settings, model, tensor);
      case RANDOM -> new DeltaMask.Bernoulli(random(settings, model, tensor), density);
      case RANKED_RANDOM ->
          new DeltaMask.RankedBernoulli(
              random(settings, model, tensor),
              density,
              values.number("epsilon"),
              tensor.shape().rowLength());
    };
  }

  private static CounterRandom random(MergeSettings settings, int model, TensorScope tensor) {
    return CounterRandom.of(settings.method().exact("seed").longValue(), tensor.name(), model);
  }

  private static DeltaMask outliers(MergeSettings settings, int model, TensorScope tensor) {
    ParameterValues values = settings.models().get(model);
    long elements = tensor.shape().elements();
    long kept = share(tensor, values.exact("density"), settings);
    long top = Math.min(share(tensor, values.exact("gamma"), settings), elements - kept);
    if (top == 0 && settings.likeMergekit()) {
      // mergekit's slice then ends at "minus zero" and the whole task vector is lost.
      return new DeltaMask.Ranked(Cut.NONE, Cut.NONE);
    }
    Magnitudes.OfDelta magnitude = new Magnitudes.OfDelta(model);
    long[] sizes = {kept + top, top};
    List<Cut> cuts = StatisticNotReady.all(2, i -> Ranking.largest(tensor, magnitude, sizes[i]));
    return new DeltaMask.Ranked(cuts.get(0), cuts.get(1));
  }

  /**
   * Returns a share of the elements, rounded down; exact decimals unless mergekit's doubles are
   * wanted.
   */
  static long share(TensorScope tensor, BigDecimal share, MergeSettings settings) {
    long elements = tensor.shape().elements();
    return settings.likeMergekit()
        ? (long) (share.doubleValue() * elements)
        : share.multiply(BigDecimal.valueOf(elements)).longValue();
  }
}
