package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ModelScope;
import org.alphagrid.merge.method.ModelStatistic;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.method.statistic.Magnitude;
import org.alphagrid.merge.method.statistic.Magnitudes;
import org.alphagrid.merge.tensor.ChunkSum;

/**
 * Elects, masks and rescales (Huang et al., 2024, "EMR-Merging", section 3.2, weighed as the study
 * codes it): one unified task vector has, per element, the sign of the mean task vector and the
 * largest magnitude among those that agree; model i adds {@code w_i s_i} of it where it agrees.
 * {@code s_i} gives the model its mean magnitude back, over all tensors: {@code sum mean|d_i| / sum
 * mean|masked unified|}.
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
    public double[] of(ModelScope model) {
      List<? extends TensorScope> tensors = model.tensors();
      List<double[][]> sums =
          StatisticNotReady.all(tensors.size(), t -> tensors.get(t).scan(new Masses(models)));
      double[] scales = new double[models];
      for (int m = 0; m < models; m++) {
        double own = 0;
        double masked = 0;
        for (int t = 0; t < sums.size(); t++) {
          own += sums.get(t)[0][m] / tensors.get(t).shape().elements();
          masked += sums.get(t)[1][m] / tensors.get(t).shape().elements();
        }
        scales[m] = masked == 0 ? 0 : own / masked;
      }
      return scales;
    }
  }

  /** L1 norms of each task vector, and of the unified one where it agrees with each. */
  private record Masses(int models) implements TensorStatistic<double[][]> {
    @Override
    public Accumulator<double[][]> start(TensorShape shape) {
      return new Sums(models);
    }
  }

  private static final class Sums implements Accumulator<double[][]> {
    private static final long serialVersionUID = 1;

    private final ChunkSum[][] sums;
    private transient float[] values;

    Sums(int models) {
      sums = new ChunkSum[2][models];
      for (ChunkSum[] row : sums) {
        Arrays.setAll(row, m -> new ChunkSum());
      }
    }

    @Override
    public void add(ParentBlock block) {
      int length = block.length();
      for (int m = 0; m < sums[0].length; m++) {
        values = Magnitude.of(new Magnitudes.OfDelta(m), block, values);
        sums[0][m].addMagnitudes(values, length);
        for (int i = 0; i < length; i++) {
          float unified = unified(block, i);
          values[i] = agrees(block, m, i, unified) ? unified : 0;
        }
        sums[1][m].addMagnitudes(values, length);
      }
    }

    @Override
    public void endChunk() {
      for (ChunkSum[] row : sums) {
        for (ChunkSum sum : row) {
          sum.endChunk();
        }
      }
    }

    @Override
    public void append(Accumulator<double[][]> next) {
      for (int i = 0; i < sums.length; i++) {
        for (int m = 0; m < sums[i].length; m++) {
          sums[i][m].append(((Sums) next).sums[i][m]);
        }
      }
    }

    @Override
    public double[][] result() {
      double[][] result = new double[sums.length][sums[0].length];
      for (int i = 0; i < sums.length; i++) {
        for (int m = 0; m < sums[i].length; m++) {
          result[i][m] = sums[i][m].total();
        }
      }
      return result;
    }
  }
}
