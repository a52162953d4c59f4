package org.alphagrid.method;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;

/**
 * Spherical interpolation of each tensor as one flat vector: {@code sin((1 - alpha) w)/sin(w)
 * direct + sin(alpha w)/sin(w) think}, where {@code w} is the angle between the two (Shoemake,
 * 1985, section 3.3). The vectors keep their own norms.
 *
 * <p>Where the cosine's magnitude is above 0.9995 the sines lose their digits and the result is the
 * weighted average, as in the study and in mergekit; so opposite tensors are averaged too.
 */
@AutoService(MergeMethod.class)
public final class Slerp implements MergeMethod {
  /** Above this magnitude of the cosine the tensors count as parallel. */
  static final double PARALLEL_COSINE = 0.9995;

  @Override
  public String name() {
    return "slerp";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.ALPHA);
  }

  @Override
  public boolean needsBase() {
    return false;
  }

  @Override
  public boolean needsPairStatistics() {
    return true;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return Blend.endPoint(values);
  }

  @Override
  public BlockKernel kernel(ParameterValues values, PairStatistics statistics) {
    double cosine = statistics.cosine();
    if (Math.abs(cosine) > PARALLEL_COSINE) {
      return Blend.weightedSum(Blend.directWeight(values), Blend.thinkWeight(values));
    }
    double alpha = values.number(Blend.ALPHA);
    double angle = Math.acos(cosine);
    double sine = Math.sin(angle);
    return Blend.weightedSum(
        (float) (Math.sin((1 - alpha) * angle) / sine), (float) (Math.sin(alpha * angle) / sine));
  }
}
