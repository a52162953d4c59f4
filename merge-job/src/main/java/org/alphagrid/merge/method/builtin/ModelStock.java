package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.GroupedGram;
import org.alphagrid.merge.method.statistic.Grouping;

/**
 * Moves from the base to the models' mean by how much the task vectors agree: {@code t mean(x) + (1
 * - t) base} with {@code t = N c / (1 + (N - 1) c)} and {@code c} the mean cosine over pairs of
 * task vectors (Jang et al., 2024, "Model Stock", equation 9). The formula is for acute angles; a
 * negative mean cosine counts as 0 here, while mergekit extrapolates.
 */
@AutoService(MergeMethod.class)
public final class ModelStock implements MergeMethod {
  private static final ParameterSpec FILTER_WISE =
      ParameterSpec.flag("filter_wise", "0", "One t for each row instead of for the tensor.");
  private static final double LEAST_NORMS_OF_MERGEKIT = 1e-6;

  @Override
  public String name() {
    return "model_stock";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(FILTER_WISE);
  }

  @Override
  public BaseUse base() {
    return BaseUse.REQUIRED;
  }

  @Override
  public int leastModels() {
    return 2;
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return Optional.of("a negative mean cosine counts as 0, small norms are not floored");
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    Grouping grouping =
        Grouping.of(
            settings.flag(FILTER_WISE.name()) ? Grouping.Direction.ROW : Grouping.Direction.TENSOR,
            tensor.shape());
    double[][][] dots = GroupedGram.of(tensor, grouping, true);
    int count = settings.models().size();
    float[] factor = new float[grouping.groups()];
    for (int g = 0; g < factor.length; g++) {
      double cosine = meanCosine(dots, g, settings);
      factor[g] = (float) (cosine / (1 + (count - 1) * cosine));
    }
    float[][] factors = new float[count][];
    Arrays.fill(factors, factor);
    return GroupedSum.of(grouping, factors, true);
  }

  private static double meanCosine(double[][][] dots, int group, MergeSettings settings) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < dots.length; i++) {
      for (int j = i + 1; j < dots.length; j++) {
        double norms = Math.sqrt(dots[i][i][group]) * Math.sqrt(dots[j][j][group]);
        double floor = settings.likeMergekit() ? LEAST_NORMS_OF_MERGEKIT : Double.MIN_NORMAL;
        sum += Math.max(-1, Math.min(1, dots[i][j][group] / Math.max(norms, floor)));
        pairs++;
      }
    }
    double mean = sum / pairs;
    return settings.likeMergekit() ? mean : Math.max(0, mean);
  }
}
