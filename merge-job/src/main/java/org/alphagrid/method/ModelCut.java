package org.alphagrid.method;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * The cut that keeps an exact share of the largest magnitudes of the whole model; among equals the
 * first tensor by name wins, then the lowest flat index.
 *
 * @param magnitude of every element, not negative
 * @param share how much of the model is kept, rounded down to whole elements
 */
record ModelCut(BlockKernel magnitude, BigDecimal share) implements ModelStatistic<ModelCut.Found> {
  /**
   * A cut through the model.
   *
   * @param bits of the least magnitude kept
   * @param tensor the tensor in which the last of that magnitude is kept
   * @param lastTie its flat index there
   */
  record Found(int bits, String tensor, long lastTie) implements Serializable {
    /** The cut of one tensor. */
    Cut in(String name) {
      int order = name.compareTo(tensor);
      if (order == 0) {
        return new Cut(bits, lastTie);
      }
      return new Cut(bits, order < 0 ? Long.MAX_VALUE : -1);
    }
  }

  @Override
  public Found of(List<? extends TensorScope> tensors) {
    long total = tensors.stream().mapToLong(t -> t.shape().elements()).sum();
    long keep = share.multiply(BigDecimal.valueOf(total)).longValue();
    if (keep <= 0) {
      return new Found(Cut.NONE.bits(), "", -1);
    }
    TensorScope model = tensors.get(0);
    Ranking.Place upper = Ranking.Place.of(model.model(new UpperBins(magnitude)), keep);
    Ranking.Place lower =
        Ranking.Place.of(model.model(new LowerBins(magnitude, upper.bin())), upper.wanted());
    return lastTie(tensors, (upper.bin() << 16) | lower.bin(), lower.wanted());
  }

  /** Counts by the upper bits, which cuts at any share have in common. */
  private record UpperBins(BlockKernel magnitude) implements ModelStatistic<long[]> {
    @Override
    public long[] of(List<? extends TensorScope> tensors) {
      Pass<long[]> bins = new MagnitudeHistogram.Upper(magnitude).pass();
      tensors.forEach(tensor -> tensor.stream(bins));
      return bins.result();
    }
  }

  /** Counts by the lower bits inside one bin. */
  private record LowerBins(BlockKernel magnitude, int bin) implements ModelStatistic<long[]> {
    @Override
    public long[] of(List<? extends TensorScope> tensors) {
      Pass<long[]> bins = new MagnitudeHistogram.Lower(magnitude, bin).pass();
      tensors.forEach(tensor -> tensor.stream(bins));
      return bins.result();
    }
  }

  private Found lastTie(List<? extends TensorScope> tensors, int bits, long wanted) {
    long left = wanted;
    for (TensorScope tensor : tensors) {
      TieCount ties = new TieCount(bits, left);
      tensor.stream(ties);
      if (ties.found >= 0) {
        return new Found(bits, tensor.name(), ties.found);
      }
      left -= ties.count;
    }
    throw new IllegalStateException("Cannot find %d elements of one magnitude".formatted(wanted));
  }

  private final class TieCount implements Pass<Long> {
    private final int bits;
    private final long wanted;
    private long count;
    private long found = -1;
    private float[] values = new float[0];

    TieCount(int bits, long wanted) {
      this.bits = bits;
      this.wanted = wanted;
    }

    @Override
    public void add(ParentBlock block) {
      if (values.length < block.length()) {
        values = new float[block.length()];
      }
      magnitude.merge(block, values);
      for (int i = 0; i < block.length(); i++) {
        if (Float.floatToRawIntBits(values[i]) == bits && ++count == wanted) {
          found = block.first() + i;
        }
      }
    }

    @Override
    public Long result() {
      return found;
    }
  }
}
