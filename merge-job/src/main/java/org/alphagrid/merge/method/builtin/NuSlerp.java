package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.GroupedGram;
import org.alphagrid.merge.method.statistic.Grouping;

/**
 * Interpolates on the sphere at {@code t = w_2 / (w_1 + w_2)} of two models or of their task
 * vectors: {@code base + (sin((1 - t) a) d_1 + sin(t a) d_2) / sin a}, one angle for the tensor,
 * for each row (along the last axis) or for each column. Vectors keep their own norms. Source:
 * mergekit, method nuslerp.
 *
 * <p>Parallel and opposite vectors, whose sine has no digits left, are averaged.
 */
@AutoService(MergeMethod.class)
public final class NuSlerp implements MergeMethod {
  private static final ParameterSpec FLATTEN =
      ParameterSpec.flag("nuslerp_flatten", "1", "One angle for the whole tensor.");
  private static final ParameterSpec COLUMNS =
      ParameterSpec.flag(
          "nuslerp_row_wise",
          "0",
          "Where not flattened: vectors along the first axis instead of the last.");
  private static final double LEAST_WEIGHT = 1e-6;
  private static final double LEAST_SINE = 1e-6;

  @Override
  public String name() {
    return "nuslerp";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.WEIGHT, FLATTEN, COLUMNS);
  }

  @Override
  public BaseUse base() {
    return BaseUse.OPTIONAL;
  }

  @Override
  public int leastModels() {
    return 2;
  }

  @Override
  public int mostModels() {
    return 2;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return SweepForm.endPoint(values);
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[] weights = settings.weights();
    double sum = weights[0] + weights[1];
    double t = Math.abs(sum) < LEAST_WEIGHT ? 0.5 : weights[1] / sum;
    Grouping grouping = Grouping.of(direction(settings), tensor.shape());
    boolean ofDeltas = tensor.hasBase();
    double[][][] dots = GroupedGram.of(tensor, grouping, ofDeltas);
    float[][] factors = new float[2][grouping.groups()];
    for (int g = 0; g < grouping.groups(); g++) {
      double norms = Math.sqrt(dots[0][0][g]) * Math.sqrt(dots[1][1][g]);
      double cosine = norms == 0 ? 0 : Math.max(-1, Math.min(1, dots[0][1][g] / norms));
      double angle = Math.acos(cosine);
      double sine = Math.sin(angle);
      boolean flat = Math.abs(sine) < LEAST_SINE;
      factors[0][g] = (float) (flat ? 1 - t : Math.sin((1 - t) * angle) / sine);
      factors[1][g] = (float) (flat ? t : Math.sin(t * angle) / sine);
    }
    return GroupedSum.of(grouping, factors, ofDeltas);
  }

  private static Grouping.Direction direction(MergeSettings settings) {
    if (settings.flag(FLATTEN.name())) {
      return Grouping.Direction.TENSOR;
    }
    return settings.flag(COLUMNS.name()) ? Grouping.Direction.COLUMN : Grouping.Direction.ROW;
  }
}
