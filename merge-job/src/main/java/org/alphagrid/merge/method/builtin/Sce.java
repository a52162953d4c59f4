package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.Derived;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.method.statistic.Cut;
import org.alphagrid.merge.method.statistic.Magnitude;
import org.alphagrid.merge.method.statistic.MagnitudeHistogram;
import org.alphagrid.merge.method.statistic.Magnitudes;
import org.alphagrid.merge.method.statistic.Ranking;
import org.alphagrid.merge.tensor.ChunkSum;

/**
 * Selects, calculates and erases (Wan et al., 2024, "FuseChat", section 3.3): keep the share {@code
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
    Magnitude variance = new Magnitudes.Variance();
    long varying = tensor.shape().elements() - tensor.derive(new Zeros(variance));
    long keep = share.multiply(BigDecimal.valueOf(varying)).longValue();
    return Ranking.largest(tensor, variance, keep);
  }

  /** How many elements do not vary. */
  private record Zeros(Magnitude magnitude) implements Derived<Long> {
    @Override
    public Long from(TensorScope tensor) {
      long[] counts = tensor.scan(new MagnitudeHistogram.Upper(magnitude));
      return counts[0] == 0 ? 0 : tensor.scan(new MagnitudeHistogram.Lower(magnitude, 0))[0];
    }
  }

  /** The mean square of each model's selected task vector. */
  private record MeanSquares(Cut cut) implements TensorStatistic<double[]> {
    @Override
    public Accumulator<double[]> start(TensorShape shape) {
      return new Squares(cut, shape.elements());
    }
  }

  private static final class Squares implements Accumulator<double[]> {
    private static final long serialVersionUID = 1;

    private final Selection selection;
    private final long elements;
    private ChunkSum[] sums = new ChunkSum[0];
    private transient float[] selected;

    Squares(Cut cut, long elements) {
      this.selection = new Selection(cut);
      this.elements = elements;
    }

    @Override
    public void add(ParentBlock block) {
      if (sums.length == 0) {
        sums = new ChunkSum[block.models().length];
        Arrays.setAll(sums, m -> new ChunkSum());
      }
      if (selected == null || selected.length < block.length()) {
        selected = new float[block.length()];
      }
      selection.prepare(block);
      for (int m = 0; m < sums.length; m++) {
        for (int i = 0; i < block.length(); i++) {
          // Where it equals the base the square is zero.
          selected[i] = selection.keeps(block, i) ? block.models()[m][i] : block.base()[i];
        }
        sums[m].addProducts(selected, selected, block.base(), block.length());
      }
    }

    @Override
    public void endChunk() {
      for (ChunkSum sum : sums) {
        sum.endChunk();
      }
    }

    @Override
    public void append(Accumulator<double[]> next) {
      for (int m = 0; m < sums.length; m++) {
        sums[m].append(((Squares) next).sums[m]);
      }
    }

    @Override
    public double[] result() {
      return Arrays.stream(sums).mapToDouble(sum -> sum.total() / elements).toArray();
    }
  }

  /** Which elements of a block were selected. */
  private static final class Selection implements Serializable {
    private static final long serialVersionUID = 1;

    private final Cut cut;
    private transient float[] variances;

    Selection(Cut cut) {
      this.cut = cut;
    }

    void prepare(ParentBlock block) {
      if (variances == null || variances.length < block.length()) {
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
