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
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.Gram;

/**
 * Interpolates on the sphere, each tensor as one flat vector: {@code sin((1 - t) w)/sin(w) base +
 * sin(t w)/sin(w) model}, where {@code w} is the angle between the two (Shoemake, 1985, section
 * 3.3). The vectors keep their own norms.
 *
 * <p>Where the cosine's magnitude is above 0.9995 the sines lose their digits and the result is the
 * weighted average, as in the study and in mergekit; so opposite tensors are averaged too.
 */
@AutoService(MergeMethod.class)
public final class Slerp implements MergeMethod {
  /** Above this magnitude of the cosine the tensors count as parallel. */
  static final double PARALLEL_COSINE = 0.9995;

  private static final ParameterSpec T =
      ParameterSpec.required("t", "0", "1", "Share of the way from the base to the other model.")
          .in(ParameterSpec.Scope.BLEND);

  @Override
  public String name() {
    return "slerp";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(T);
  }

  @Override
  public BaseUse base() {
    return BaseUse.OPERAND;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return SweepForm.endPoint(values);
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double t = settings.number(T.name());
    double cosine = Gram.cosine(tensor.scan(new Gram(Gram.Vectors.BASE_AND_MODELS)), 0, 1);
    if (Math.abs(cosine) > PARALLEL_COSINE) {
      return LinearSum.ofBaseAndModel(1 - t, t);
    }
    double angle = Math.acos(cosine);
    double sine = Math.sin(angle);
    return LinearSum.ofBaseAndModel(Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine);
  }
}
