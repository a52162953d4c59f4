package org.alphagrid.merge.method.statistic;

import java.util.Arrays;
import java.util.OptionalInt;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;

/** Finds where the elements of one exact magnitude stand. */
final class Ties {
  private Ties() {}

  /** Names the chunk that holds the n-th of them, and which one of that chunk's it is, from 1. */
  record Place(int chunk, long wanted) {
    static Place of(long[] perChunk, long ordinal) {
      long left = ordinal;
      for (int chunk = 0; chunk < perChunk.length; chunk++) {
        if (left <= perChunk[chunk]) {
          return new Place(chunk, left);
        }
        left -= perChunk[chunk];
      }
      throw new IllegalStateException("Cannot find element %d of one magnitude".formatted(ordinal));
    }
  }

  /**
   * Counts them in each chunk.
   *
   * @param bits of the magnitude
   */
  record PerChunk(Magnitude magnitude, int bits) implements TensorStatistic<long[]> {
    @Override
    public Accumulator<long[]> start(TensorShape shape) {
      return new Counts(magnitude, bits);
    }
  }

  /**
   * Finds the flat index of one of them.
   *
   * @param bits of the magnitude
   * @param chunk where it stands
   * @param ordinal which one of the chunk's, from 1
   */
  record InChunk(Magnitude magnitude, int bits, int chunk, long ordinal)
      implements TensorStatistic<Long> {
    @Override
    public OptionalInt onlyChunk() {
      return OptionalInt.of(chunk);
    }

    @Override
    public Accumulator<Long> start(TensorShape shape) {
      return new Search(this);
    }
  }

  private static final class Counts implements Accumulator<long[]> {
    private static final long serialVersionUID = 1;

    private final Magnitude magnitude;
    private final int bits;
    private transient float[] values;
    private long[] chunks = new long[0];
    private long count;

    Counts(Magnitude magnitude, int bits) {
      this.magnitude = magnitude;
      this.bits = bits;
    }

    @Override
    public void add(ParentBlock block) {
      values = Magnitude.of(magnitude, block, values);
      int equal = 0;
      for (int i = 0; i < block.length(); i++) {
        equal += Float.floatToRawIntBits(values[i]) == bits ? 1 : 0;
      }
      count += equal;
    }

    @Override
    public void endChunk() {
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      chunks[chunks.length - 1] = count;
      count = 0;
    }

    @Override
    public void append(Accumulator<long[]> next) {
      long[] behind = ((Counts) next).chunks;
      int own = chunks.length;
      chunks = Arrays.copyOf(chunks, own + behind.length);
      System.arraycopy(behind, 0, chunks, own, behind.length);
    }

    @Override
    public long[] result() {
      return chunks;
    }
  }

  private static final class Search implements Accumulator<Long> {
    private static final long serialVersionUID = 1;

    private final InChunk scan;
    private transient float[] values;
    private long left;
    private long found = -1;

    Search(InChunk scan) {
      this.scan = scan;
      this.left = scan.ordinal();
    }

    @Override
    public void add(ParentBlock block) {
      if (left == 0) {
        return;
      }
      values = Magnitude.of(scan.magnitude(), block, values);
      for (int i = 0; i < block.length() && left > 0; i++) {
        if (Float.floatToRawIntBits(values[i]) == scan.bits() && --left == 0) {
          found = block.first() + i;
        }
      }
    }

    @Override
    public void append(Accumulator<Long> next) {
      throw new IllegalStateException("A search of one chunk has nothing behind it");
    }

    @Override
    public Long result() {
      return found;
    }
  }
}
