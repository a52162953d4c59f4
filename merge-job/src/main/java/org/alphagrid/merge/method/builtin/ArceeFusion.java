package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.method.statistic.Magnitude;
import org.alphagrid.merge.method.statistic.Ranking;
import org.alphagrid.merge.method.statistic.RowValues;

/**
 * Takes the other model where it matters most, the base elsewhere. Importance is {@code |x - base|}
 * times the divergence of the row, {@code KL(softmax(x) || softmax(base))}; taken is what reaches
 * {@code median + 1.5 (Q3 - Q1)} of the tensor's importances, order statistics without
 * interpolation. Source: mergekit, method arcee_fusion, which samples large tensors and sums in
 * float32; here quantiles are exact and sums are in float64.
 */
@AutoService(MergeMethod.class)
public final class ArceeFusion implements MergeMethod {
  private static final double FLOOR = 1e-8;

  @Override
  public String name() {
    return "arcee_fusion";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public BaseUse base() {
    return BaseUse.OPERAND;
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return Optional.of("quantiles and divergences are exact");
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    double[] divergences = tensor.scan(new RowDivergence());
    Importance importance = new Importance(divergences, tensor.shape().rowLength());
    List<Float> quantiles = StatisticNotReady.all(3, q -> quantile(tensor, importance, q + 1));
    float low = quantiles.get(0);
    float median = quantiles.get(1);
    float high = quantiles.get(2);
    double threshold = median + 1.5 * ((double) high - low);
    return (block, merged) -> {
      importance.merge(block, merged);
      for (int i = 0; i < block.length(); i++) {
        merged[i] = merged[i] >= threshold ? block.models()[0][i] : block.base()[i];
      }
    };
  }

  private static float quantile(TensorScope tensor, Importance importance, int quarters) {
    long last = tensor.shape().elements() - 1;
    return Ranking.ascending(tensor, importance, last * quarters / 4);
  }

  /** {@code |x - base|} times the divergence of its row. */
  private record Importance(double[] divergences, int rowLength) implements Magnitude {
    @Override
    public void merge(ParentBlock block, float[] merged) {
      for (int i = 0; i < block.length(); i++) {
        double gap = Math.abs((double) block.models()[0][i] - block.base()[i]);
        merged[i] = (float) (gap * divergences[(int) ((block.first() + i) / rowLength)]);
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Importance importance
          && rowLength == importance.rowLength
          && Arrays.equals(divergences, importance.divergences);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(divergences);
    }
  }

  /** For each row the divergence of the two models' softmax, never negative. */
  private record RowDivergence() implements TensorStatistic<double[]> {
    @Override
    public boolean wholeRows() {
      return true;
    }

    @Override
    public Accumulator<double[]> start(TensorShape shape) {
      return new Rows(shape.rowLength());
    }
  }

  private static final class Rows implements Accumulator<double[]> {
    private static final long serialVersionUID = 1;

    private final int length;
    private final RowValues divergences = new RowValues();

    Rows(int length) {
      this.length = length;
    }

    @Override
    public void add(ParentBlock block) {
      for (int first = 0; first < block.length(); first += length) {
        divergences.add(divergence(block.models()[0], block.base(), first, length));
      }
    }

    @Override
    public void append(Accumulator<double[]> next) {
      divergences.append(((Rows) next).divergences);
    }

    @Override
    public double[] result() {
      return divergences.toArray();
    }
  }

  private static double divergence(float[] x, float[] base, int first, int length) {
    double logX = logSumOfExponentials(x, first, length);
    double logBase = logSumOfExponentials(base, first, length);
    double sum = 0;
    for (int i = first; i < first + length; i++) {
      double p = Math.exp(x[i] - logX) + FLOOR;
      double q = Math.exp(base[i] - logBase) + FLOOR;
      sum += p * Math.log(p / q);
    }
    return Math.max(0, sum);
  }

  private static double logSumOfExponentials(float[] values, int first, int length) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = first; i < first + length; i++) {
      most = Math.max(most, values[i]);
    }
    double sum = 0;
    for (int i = first; i < first + length; i++) {
      sum += Math.exp(values[i] - most);
    }
    return most + Math.log(sum);
  }
}
