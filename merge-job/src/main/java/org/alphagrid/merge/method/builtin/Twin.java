package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.statistic.Cut;
import org.alphagrid.merge.method.statistic.Magnitudes;
import org.alphagrid.merge.method.statistic.Ranking;

/**
 * Computes the models' mean plus the share {@code density} of largest magnitude of what is each
 * model's own: {@code mean + sum w_i top(x_i - mean)}, per tensor (Lu et al., 2024, "Twin-Merging",
 * as the study codes it, arXiv 2509.22034). A base would cancel.
 */
@AutoService(MergeMethod.class)
public final class Twin implements MergeMethod {
  @Override
  public String name() {
    return "twin";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.WEIGHT, Sparsifier.DENSITY);
  }

  @Override
  public BaseUse base() {
    return BaseUse.NONE;
  }

  @Override
  public int leastModels() {
    return 2;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return values.is(Sparsifier.DENSITY.name(), 1) ? SweepForm.endPoint(values) : Optional.empty();
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[] weights = settings.weights();
    List<Cut> found = StatisticNotReady.all(weights.length, m -> cut(settings, m, tensor));
    Cut[] cuts = found.toArray(Cut[]::new);
    return (block, merged) -> {
      for (int i = 0; i < block.length(); i++) {
        float mean = Magnitudes.mean(block, i);
        float sum = 0;
        for (int m = 0; m < cuts.length; m++) {
          float own = block.models()[m][i] - mean;
          if (cuts[m].keeps(Math.abs(own), block.first() + i)) {
            sum += (float) weights[m] * own;
          }
        }
        merged[i] = mean + sum;
      }
    };
  }

  private static Cut cut(MergeSettings settings, int model, TensorScope tensor) {
    BigDecimal density = settings.models().get(model).exact(Sparsifier.DENSITY.name());
    long keep = Sparsifier.share(tensor, density, settings);
    return Ranking.largest(tensor, new Magnitudes.FromMean(model), keep);
  }
}
