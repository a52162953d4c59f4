package org.alphagrid.method;

import com.google.auto.service.AutoService;
import java.util.List;

/**
 * Elect, mask, rescale (Huang et al., 2024, "EMR-Merging", section 3.2, weighed as the study codes
 * it): one unified task vector has, per element, the sign of the mean task vector and the largest
 * magnitude among those that agree; model i adds {@code w_i s_i} of it where it agrees. {@code s_i}
 * gives the model its mean magnitude back, over all tensors: {@code sum mean|d_i| / sum mean|masked
 * unified|}.
 */
@AutoService(MergeMethod.class)
public final class Emr implements MergeMethod {
  @Override
  public String name() {
    return "emr";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.WEIGHT);
  }

  @Override
  public BaseUse base() {
    return BaseUse.REQUIRED;
  }

  @Override
  public List<ModelStatistic<?>> modelStatistics(MergeSettings settings) {
    return List.of(new Scales(settings.models().size()));
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[] scales = tensor.model(new Scales(settings.models().size()));
    double[] weights = settings.weights();
    float[] factors = new float[weights.length];
    for (int m = 0; m < factors.length; m++) {
      factors[m] = (float) (weights[m] * scales[m]);
    }
    return (block, merged) -> {
      for (int i = 0; i < block.length(); i++) {
        float base = block.base()[i];
        float unified = unified(block, i);
        float sum = 0;
        for (int m = 0; m < factors.length; m++) {
          sum += agrees(block, m, i, unified) ? factors[m] * unified : 0;
        }
        merged[i] = base + sum;
      }
    };
  }

  private static boolean agrees(ParentBlock block, int model, int i, float unified) {
    return (block.models()[model][i] - block.base()[i]) * Math.signum(unified) > 0;
  }

  private static float unified(ParentBlock block, int i) {
    float base = block.base()[i];
    float sum = 0;
    for (float[] model : block.models()) {
      sum += model[i] - base;
    }
    float sign = sum > 0 ? 1 : -1;
    float largest = 0;
    for (float[] model : block.models()) {
      largest = Math.max(largest, sign * (model[i] - base));
    }
    return sign * largest;
  }

  /** For each model the factor that restores its mean magnitude; every tensor counts the same. */
  private record Scales(int models) implements ModelStatistic<double[]> {
    @Override
    public double[] of(List<? extends TensorScope> tensors) {
      double[] own = new double[models];
      double[] masked = new double[models];
      for (TensorScope tensor : tensors) {
        Means means = new Means(models);
        tensor.stream(means);
        for (int m = 0; m < models; m++) {
          own[m] += means.own[m] / tensor.shape().elements();
          masked[m] += means.masked[m] / tensor.shape().elements();
        }
      }
      double[] scales = new double[models];
      for (int m = 0; m < models; m++) {
        scales[m] = masked[m] == 0 ? 0 : own[m] / masked[m];
      }
      return scales;
    }
  }

  private static final class Means implements Pass<double[]> {
    private final double[] own;
    private final double[] masked;

    Means(int models) {
      own = new double[models];
      masked = new double[models];
    }

    @Override
    public void add(ParentBlock block) {
      for (int i = 0; i < block.length(); i++) {
        float unified = unified(block, i);
        for (int m = 0; m < own.length; m++) {
          own[m] += Math.abs(block.models()[m][i] - block.base()[i]);
          masked[m] += agrees(block, m, i, unified) ? Math.abs(unified) : 0;
        }
      }
    }

    @Override
    public double[] result() {
      return masked;
    }
  }
}
