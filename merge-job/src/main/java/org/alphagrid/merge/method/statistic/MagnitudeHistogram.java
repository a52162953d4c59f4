package org.alphagrid.merge.method.statistic;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;

/**
 * Counts magnitudes by their float bits: the upper 16 bits in a first pass, the lower 16 of one bin
 * in a second. Bits of non-negative floats order as the floats do, so the counts give any rank
 * exactly, and counts of different chunks just add up.
 */
public final class MagnitudeHistogram implements Accumulator<long[]> {
  private static final long serialVersionUID = 1;
  private static final int UPPER_BINS = 1 << 15;
  private static final int LOWER_BINS = 1 << 16;

  private final Magnitude magnitude;
  private final int bin;
  private transient long[] counts;
  private transient float[] values;

  private MagnitudeHistogram(Magnitude magnitude, int bin) {
    this.magnitude = magnitude;
    this.bin = bin;
    this.counts = new long[bins()];
  }

  private int bins() {
    return bin < 0 ? UPPER_BINS : LOWER_BINS;
  }

  /** Counts by the upper 16 bits. */
  public record Upper(Magnitude magnitude) implements TensorStatistic<long[]> {
    @Override
    public Accumulator<long[]> start(TensorShape shape) {
      return new MagnitudeHistogram(magnitude, -1);
    }
  }

  /** Counts by the lower 16 bits where the upper ones are {@code bin}. */
  public record Lower(Magnitude magnitude, int bin) implements TensorStatistic<long[]> {
    @Override
    public Accumulator<long[]> start(TensorShape shape) {
      return new MagnitudeHistogram(magnitude, bin);
    }
  }

  @Override
  public void add(ParentBlock block) {
    values = Magnitude.of(magnitude, block, values);
    if (bin < 0) {
      countUpper(values, block.length(), counts);
    } else {
      countLower(values, block.length(), bin, counts);
    }
  }

  /** Counts by the upper 16 bits. */
  static void countUpper(float[] values, int length, long[] counts) {
    for (int i = 0; i < length; i++) {
      counts[Float.floatToRawIntBits(values[i]) >>> 16]++;
    }
  }

  /** Counts by the lower 16 bits where the upper ones are {@code bin}. */
  static void countLower(float[] values, int length, int bin, long[] counts) {
    for (int i = 0; i < length; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      if (bits >>> 16 == bin) {
        counts[bits & 0xffff]++;
      }
    }
  }

  @Override
  public void append(Accumulator<long[]> next) {
    long[] behind = ((MagnitudeHistogram) next).counts;
    for (int i = 0; i < counts.length; i++) {
      counts[i] += behind[i];
    }
  }

  @Override
  public long[] result() {
    return counts;
  }

  /** Most bins are empty, so only the others travel. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        out.writeShort(i);
        out.writeLong(counts[i]);
        last = i;
      }
    }
    out.writeShort(last);
    out.writeLong(0);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    counts = new long[bins()];
    for (int i = in.readUnsignedShort(); ; i = in.readUnsignedShort()) {
      long count = in.readLong();
      if (count == 0) {
        return;
      }
      counts[i] = count;
    }
  }
}
