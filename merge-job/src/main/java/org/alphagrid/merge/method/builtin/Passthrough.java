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
import org.alphagrid.merge.method.TensorScope;

/** Copies one model as it is, or scaled: {@code scale * x}. In a sweep, think. */
@AutoService(MergeMethod.class)
public final class Passthrough implements MergeMethod {
  private static final ParameterSpec SCALE =
      ParameterSpec.optional("scale", "1", "-100", "100", "Factor on every element.")
          .in(ParameterSpec.Scope.MODEL);

  @Override
  public String name() {
    return "passthrough";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(SCALE);
  }

  @Override
  public BaseUse base() {
    return BaseUse.NONE;
  }

  @Override
  public int mostModels() {
    return 1;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return values.is(SCALE.name(), 1) ? Optional.of(ParentRole.THINK) : Optional.empty();
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    return LinearSum.ofModels(new double[] {settings.models().get(0).number(SCALE.name())});
  }
}
