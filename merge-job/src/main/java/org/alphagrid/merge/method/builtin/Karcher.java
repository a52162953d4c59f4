package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.LinearSum;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.Gram;

/**
 * Computes the mean on the sphere with equal weights (Karcher, 1977): from the normalised mean of
 * the unit vectors, step along the mean of the tangents towards each until it is shorter than
 * {@code tol}; the length is the mean of the norms. Source of the parameters: mergekit, method
 * karcher.
 */
@AutoService(MergeMethod.class)
public final class Karcher implements MergeMethod {
  private static final ParameterSpec MAX_ITER =
      ParameterSpec.optional("max_iter", "10", "1", "1000", "Most steps.");
  private static final ParameterSpec TOL =
      ParameterSpec.optional("tol", "1e-5", "0", "0.1", "Norms and angles below it count as zero.");

  @Override
  public String name() {
    return "karcher";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(MAX_ITER, TOL);
  }

  @Override
  public BaseUse base() {
    return BaseUse.NONE;
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return Optional.of("a base that is not listed is not averaged in");
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[][] gram = tensor.scan(new Gram(Gram.Vectors.MODELS));
    double tol = settings.number(TOL.name());
    int count = gram.length;
    double[] norms = new double[count];
    double length = 0;
    int present = 0;
    for (int i = 0; i < count; i++) {
      norms[i] = Math.sqrt(gram[i][i]);
      length += norms[i] / count;
      present += norms[i] > tol ? 1 : 0;
    }
    if (count == 1 || present == 0) {
      double[] only = new double[count];
      only[0] = count == 1 ? 1 : 0;
      return LinearSum.ofModels(only);
    }
    double[] point = start(gram, norms, tol);
    for (int step = 0; step < (int) settings.number(MAX_ITER.name()); step++) {
      double[] tangent = tangent(gram, norms, point, tol, present);
      double angle = Span.norm(gram, tangent);
      if (angle < tol) {
        break;
      }
      point = Span.sum(Math.cos(angle), point, Math.sin(angle) / angle, tangent);
      point = Span.scaled(point, 1 / Span.norm(gram, point));
    }
    return LinearSum.ofModels(Span.scaled(point, length));
  }

  /** Returns the normalised mean of the unit vectors, or the first of them where they cancel. */
  private static double[] start(double[][] gram, double[] norms, double tol) {
    int present = 0;
    for (double norm : norms) {
      present += norm > tol ? 1 : 0;
    }
    double[] mean = new double[norms.length];
    double[] first = new double[norms.length];
    boolean found = false;
    for (int i = 0; i < norms.length; i++) {
      if (norms[i] > tol) {
        mean[i] = 1 / (norms[i] * present);
        if (!found) {
          first[i] = 1 / norms[i];
          found = true;
        }
      }
    }
    double norm = Span.norm(gram, mean);
    return norm < tol ? first : Span.scaled(mean, 1 / norm);
  }

  private static double[] tangent(
      double[][] gram, double[] norms, double[] point, double tol, int present) {
    double[] dots = Span.dots(gram, point);
    double[] tangent = new double[norms.length];
    for (int i = 0; i < norms.length; i++) {
      if (norms[i] <= tol) {
        continue;
      }
      double cosine = Math.max(-1, Math.min(1, dots[i] / norms[i]));
      double angle = Math.acos(cosine);
      double sine = Math.sin(angle);
      if (angle < tol || sine < tol) {
        continue;
      }
      double factor = angle / (sine * present);
      for (int j = 0; j < norms.length; j++) {
        tangent[j] -= factor * cosine * point[j];
      }
      tangent[i] += factor / norms[i];
    }
    return tangent;
  }
}
