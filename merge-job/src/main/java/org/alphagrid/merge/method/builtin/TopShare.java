package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.MethodFamily;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.Cut;
import org.alphagrid.merge.method.statistic.Magnitude;
import org.alphagrid.merge.method.statistic.Magnitudes;
import org.alphagrid.merge.method.statistic.ModelCut;

/**
 * Treats the elements in which think and direct differ most, over the whole model, apart from the
 * rest ("Thinking Spectrum", arXiv 2509.22034, section 3). The share is exact: among equal
 * differences the first tensor by name wins, then the lowest index.
 *
 * <ul>
 *   <li>surgical: think where the difference is among the top share, direct elsewhere
 *   <li>average_override: think where it is among the top share, the average elsewhere
 *   <li>keep_direct: the average where it is among the bottom share, direct elsewhere
 * </ul>
 */
@AutoService(MethodFamily.class)
public final class TopShare implements MethodFamily {
  @Override
  public List<MergeMethod> methods() {
    Magnitude difference = new Magnitudes.OfDelta(0);
    return List.of(
        new Member(
            "surgical",
            share("Share of the model, most different first, taken from think."),
            difference,
            Value.MODEL,
            Value.BASE),
        new Member(
            "average_override",
            share("Share of the model, most different first, taken from think."),
            difference,
            Value.MODEL,
            Value.AVERAGE),
        new Member(
            "keep_direct",
            share("Share of the model, least different first, that is averaged."),
            new Magnitudes.Reversed(difference),
            Value.AVERAGE,
            Value.BASE));
  }

  private static ParameterSpec share(String meaning) {
    return ParameterSpec.required("share", "0", "1", meaning);
  }

  /** What an element becomes. */
  private enum Value {
    BASE,
    MODEL,
    AVERAGE;

    float of(float base, float model) {
      return switch (this) {
        case BASE -> base;
        case MODEL -> model;
        case AVERAGE -> 0.5f * base + 0.5f * model;
      };
    }

    /** Returns the parent that an element equals, if there is one. */
    Optional<ParentRole> parent() {
      return switch (this) {
        case BASE -> Optional.of(ParentRole.DIRECT);
        case MODEL -> Optional.of(ParentRole.THINK);
        case AVERAGE -> Optional.empty();
      };
    }
  }

  private record Member(
      String name, ParameterSpec share, Magnitude magnitude, Value inside, Value outside)
      implements MergeMethod {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(share);
    }

    @Override
    public BaseUse base() {
      return BaseUse.OPERAND;
    }

    @Override
    public Optional<ParentRole> reproduces(ParameterValues values) {
      if (values.is(share.name(), 0)) {
        return outside.parent();
      }
      return values.is(share.name(), 1) ? inside.parent() : Optional.empty();
    }

    private ModelCut cut(MergeSettings settings) {
      return new ModelCut(magnitude, settings.method().exact(share.name()));
    }

    @Override
    public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
      Cut cut = tensor.model(cut(settings)).in(tensor.name());
      return (block, merged) -> {
        magnitude.merge(block, merged);
        for (int i = 0; i < block.length(); i++) {
          Value value = cut.keeps(merged[i], block.first() + i) ? inside : outside;
          merged[i] = value.of(block.base()[i], block.models()[0][i]);
        }
      };
    }
  }
}
