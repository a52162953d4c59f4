package org.alphagrid.method;

/**
 * Counts magnitudes by their float bits: the upper 16 bits in a first pass, the lower 16 of one bin
 * in a second. Bits of non-negative floats order as the floats do, so the counts give any rank
 * exactly.
 */
final class MagnitudeHistogram implements Pass<long[]> {
  private static final int UPPER_BINS = 1 << 15;
  private static final int LOWER_BINS = 1 << 16;

  private final BlockKernel magnitude;
  private final int bin;
  private final long[] counts;
  private float[] values = new float[0];

  private MagnitudeHistogram(BlockKernel magnitude, int bin) {
    this.magnitude = magnitude;
    this.bin = bin;
    this.counts = new long[bin < 0 ? UPPER_BINS : LOWER_BINS];
  }

  /** Counts by the upper 16 bits. */
  record Upper(BlockKernel magnitude) implements Scan<long[]> {
    @Override
    public Pass<long[]> start(TensorShape shape) {
      return pass();
    }

    Pass<long[]> pass() {
      return new MagnitudeHistogram(magnitude, -1);
    }

    @Override
    public boolean wholeRows() {
      return magnitude.wholeRows();
    }
  }

  /** Counts by the lower 16 bits where the upper ones are {@code bin}. */
  record Lower(BlockKernel magnitude, int bin) implements Scan<long[]> {
    @Override
    public Pass<long[]> start(TensorShape shape) {
      return pass();
    }

    Pass<long[]> pass() {
      return new MagnitudeHistogram(magnitude, bin);
    }

    @Override
    public boolean wholeRows() {
      return magnitude.wholeRows();
    }
  }

  @Override
  public void add(ParentBlock block) {
    int length = block.length();
    if (values.length < length) {
      values = new float[length];
    }
    magnitude.merge(block, values);
    if (bin < 0) {
      for (int i = 0; i < length; i++) {
        counts[Float.floatToRawIntBits(values[i]) >>> 16]++;
      }
    } else {
      for (int i = 0; i < length; i++) {
        int bits = Float.floatToRawIntBits(values[i]);
        if (bits >>> 16 == bin) {
          counts[bits & 0xffff]++;
        }
      }
    }
  }

  @Override
  public long[] result() {
    return counts;
  }
}
