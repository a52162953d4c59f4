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
import org.alphagrid.merge.method.TensorScope;

/**
 * Moves every element of the base towards the other model, by at most {@code t}: {@code base +
 * clamp(x - base, -t, t)}. Elements nearer than t become the other model's. Source: mergekit,
 * method nearswap.
 */
@AutoService(MergeMethod.class)
public final class NearSwap implements MergeMethod {
  private static final ParameterSpec T =
      ParameterSpec.required("t", "0", "1000", "Farthest move of an element.");

  @Override
  public String name() {
    return "nearswap";
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
    return values.is(T.name(), 0) ? Optional.of(ParentRole.DIRECT) : Optional.empty();
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double t = settings.number(T.name());
    return (block, merged) -> {
      float[] base = block.base();
      float[] other = block.models()[0];
      for (int i = 0; i < block.length(); i++) {
        double gap = (double) other[i] - base[i];
        merged[i] = Math.abs(gap) <= t ? other[i] : (float) (base[i] + Math.copySign(t, gap));
      }
    };
  }
}
