package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
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
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.Gram;

/**
 * Takes one step of the weighted mean on the sphere: the unit vectors' weighted mean direction
 * {@code m}, corrected along the weighted mean {@code T} of their tangents, {@code cos|T| m +
 * sin|T| T/|T|}, with the weighted mean of the norms as length. Models, or task vectors where there
 * is a base. Source: mergekit, method multislerp.
 *
 * <p>All of it stays in the span of the models, so their dot products suffice.
 */
@AutoService(MergeMethod.class)
public final class MultiSlerp implements MergeMethod {
  private static final ParameterSpec NORMALIZE =
      ParameterSpec.flag("normalize_weights", "1", "Divide the weights by their sum.");
  private static final ParameterSpec EPS =
      ParameterSpec.optional("eps", "1e-8", "0", "1e-3", "Below this a norm counts as zero.");

  @Override
  public String name() {
    return "multislerp";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.WEIGHT, NORMALIZE, EPS);
  }

  @Override
  public BaseUse base() {
    return BaseUse.OPTIONAL;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return SweepForm.endPoint(values);
  }

  @Override
  public void check(MergeSettings settings) {
    if (settings.flag(NORMALIZE.name()) && settings.weightsCancel()) {
      throw new IllegalArgumentException(
          "Invalid weights of method multislerp: %s (must not sum to 0 unless normalize_weights is"
                  .formatted(Arrays.toString(settings.weights()))
              + " false)");
    }
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[] weights = settings.weights();
    if (settings.flag(NORMALIZE.name())) {
      weights = Span.scaled(weights, 1 / Arrays.stream(weights).sum());
    }
    Gram.Vectors vectors = tensor.hasBase() ? Gram.Vectors.DELTAS : Gram.Vectors.MODELS;
    double[] factors =
        factors(tensor.scan(new Gram(vectors)), weights, settings.number(EPS.name()));
    return tensor.hasBase() ? LinearSum.ofDeltas(factors) : LinearSum.ofModels(factors);
  }

  private static double[] factors(double[][] gram, double[] weights, double eps) {
    int count = weights.length;
    double[] perUnit = new double[count];
    double length = 0;
    for (int i = 0; i < count; i++) {
      double norm = Math.sqrt(gram[i][i]);
      perUnit[i] = norm == 0 ? 0 : weights[i] / (norm + eps);
      length += weights[i] * norm;
    }
    double meanNorm = Span.norm(gram, perUnit);
    if (count == 1 || meanNorm <= eps) {
      // No direction is left to correct: opposite vectors are averaged, as mergekit does for two.
      return weights;
    }
    double[] direction = Span.scaled(perUnit, 1 / meanNorm);
    double[] dots = Span.dots(gram, direction);
    double along = 0;
    for (int i = 0; i < count; i++) {
      along += perUnit[i] * dots[i];
    }
    double[] tangent = Span.sum(1, perUnit, -along, direction);
    double angle = Span.norm(gram, tangent) + eps;
    double[] point =
        angle == 0
            ? direction
            : Span.sum(Math.cos(angle), direction, Math.sin(angle) / angle, tangent);
    return Span.scaled(point, length);
  }
}
