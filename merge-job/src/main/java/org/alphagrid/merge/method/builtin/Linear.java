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

/**
 * Computes the weighted average {@code sum w_i x_i / sum w_i}, element by element (Wortsman et al.,
 * 2022, "Model soups", section 2). In a sweep, {@code (1 - alpha) direct + alpha think}.
 */
@AutoService(MergeMethod.class)
public final class Linear implements MergeMethod {
  private static final ParameterSpec NORMALIZE =
      ParameterSpec.flag("normalize", "1", "Divide by the sum of the weights.");

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.WEIGHT, NORMALIZE);
  }

  @Override
  public BaseUse base() {
    return BaseUse.NONE;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return SweepForm.endPoint(values);
  }

  @Override
  public void check(MergeSettings settings) {
    if (settings.flag(NORMALIZE.name()) && settings.weightsCancel()) {
      throw new IllegalArgumentException(
          "Invalid weights of method linear: %s (must not sum to 0 unless normalize is false)"
              .formatted(Arrays.toString(settings.weights())));
    }
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return Optional.of("a base that is not listed is not averaged in");
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[] weights = settings.weights();
    double divisor = settings.flag(NORMALIZE.name()) ? Arrays.stream(weights).sum() : 1;
    return LinearSum.ofModels(weights, divisor);
  }
}
