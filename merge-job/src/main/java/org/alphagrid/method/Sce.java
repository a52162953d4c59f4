package org.alphagrid.method;

import com.google.auto.service.AutoService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Select, calculate, erase (Wan et al., 2024, "FuseChat", section 3.3): keep the share {@code
 * select_topk} of elements whose task vectors vary most between models, weigh models by the mean
 * square of what is left, erase the minority sign of each element: {@code base + sum w_i m_i d_i /
 * sum w_i m_i}.
 *
 * <p>mergekit gives all models one weight where the mean squares sum to less than 1e-6, which real
 * fine-tunes do; that is kept for compatibility only.
 */
@AutoService(MergeMethod.class)
public final class Sce implements MergeMethod {
  private static final ParameterSpec TOPK =
      ParameterSpec.optional("select_topk", "1", "0", "1", "Share of varying elements kept.");
  private static final double LEAST_OF_MERGEKIT = 1e-6;

  @Override
  public String name() {
    return "sce";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(TOPK);
  }

  @Override
  public BaseUse base() {
    return BaseUse.REQUIRED;
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return Optional.of("weighs models by their mean squares however small those are");
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    Cut cut = cut(settings, tensor);
    double[] squares = tensor.scan(new MeanSquares(cut));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    float[] weights = new float[squares.length];
    boolean uniform = sum <= (settings.likeMergekit() ? LEAST_OF_MERGEKIT : 0);
    for (int m = 0; m < weights.length; m++) {
      weights[m] = (float) (uniform ? 1.0 / weights.length : squares[m] / sum);
    }
    return new Kernel(cut, weights, settings.likeMergekit() ? (float) LEAST_OF_MERGEKIT : 0);
  }

  private static Cut cut(MergeSettings settings, TensorScope tensor) {
    BigDecimal share = settings.method().exact(TOPK.name());
    if (share.compareTo(BigDecimal.ONE) >= 0) {
      return Cut.ALL;
    }
    BlockKernel variance = new Magnitudes.Variance();
    long[] counts = tensor.scan(new MagnitudeHistogram.Upper(variance));
    long zeros = counts[0] == 0 ? 0 : tensor.scan(new MagnitudeHistogram.Lower(variance, 0))[0];
    long varying = tensor.shape().elements() - zeros;
    long keep = share.multiply(BigDecimal.valueOf(varying)).longValue();
    return Ranking.largest(tensor, variance, keep);
  }

  /** The mean square of each model's selected task vector. */
  private record MeanSquares(Cut cut) implements Scan<double[]> {
    @Override
    public Pass<double[]> start(TensorShape shape) {
      return new Sums(shape.elements());
    }

    private final class Sums implements Pass<double[]> {
      private final long elements;
      private final Selection selection = new Selection(cut);
      private double[] sums = new double[0];

      Sums(long elements) {
        this.elements = elements;
      }

      @Override
      public void add(ParentBlock block) {
        if (sums.length == 0) {
          sums = new double[block.models().length];
        }
        selection.prepare(block);
        for (int m = 0; m < sums.length; m++) {
          for (int i = 0; i < block.length(); i++) {
            double delta = (double) block.models()[m][i] - block.base()[i];
            sums[m] += selection.keeps(block, i) ? delta * delta / elements : 0;
          }
        }
      }

      @Override
      public double[] result() {
        return sums;
      }
    }
  }

  /** Which elements of a block were selected. */
  private static final class Selection {
    private final Cut cut;
    private float[] variances = new float[0];

    Selection(Cut cut) {
      this.cut = cut;
    }

    void prepare(ParentBlock block) {
      if (variances.length < block.length()) {
        variances = new float[block.length()];
      }
      if (!cut.equals(Cut.ALL)) {
        new Magnitudes.Variance().merge(block, variances);
      }
    }

    boolean keeps(ParentBlock block, int i) {
      return cut.keeps(variances[i], block.first() + i);
    }
  }

  private static final class Kernel implements BlockKernel {
    private final Selection selection;
    private final float[] weights;
    private final float least;

    Kernel(Cut cut, float[] weights, float least) {
      this.selection = new Selection(cut);
      this.weights = weights;
      this.least = least;
    }

    @Override
    public void merge(ParentBlock block, float[] merged) {
      selection.prepare(block);
      for (int i = 0; i < block.length(); i++) {
        float base = block.base()[i];
        merged[i] = selection.keeps(block, i) ? base + elected(block, i) : base;
      }
    }

    private float elected(ParentBlock block, int i) {
      float base = block.base()[i];
      float vote = 0;
      for (float[] model : block.models()) {
        vote += model[i] - base;
      }
      float sum = 0;
      float weight = 0;
      for (int m = 0; m < weights.length; m++) {
        float delta = block.models()[m][i] - base;
        if (vote >= 0 ? delta > 0 : delta < 0) {
          sum += weights[m] * delta;
          weight += weights[m];
        }
      }
      return weight > 0 ? sum / Math.max(weight, least) : 0;
    }
  }
}
