package org.alphagrid.merge.tensor;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Computes a float64 sum over a tensor: sixteen interleaved partial sums within a chunk, joined
 * where it ends, and the chunks' sums added in order. So it is the same however the chunks are
 * spread.
 */
public final class ChunkSum implements Serializable {
  private static final long serialVersionUID = 1;
  private static final BlockSums SUMS = BlockMath.fastest().sums();

  private final double[] partial = new double[BlockSums.LANES];
  private double[] chunks = new double[1];
  private int closed;
  private long position;

  /** Adds {@code (x - origin) (y - origin)}, element by element. */
  public void addProducts(float[] x, float[] y, float[] origin, int count) {
    SUMS.addProducts(partial, x, y, origin, position, count);
    position += count;
  }

  /** Adds magnitudes. */
  public void addMagnitudes(float[] x, int count) {
    SUMS.addMagnitudes(partial, x, position, count);
    position += count;
  }

  /**
   * Adds {@code x_i^2}, {@code y_i^2} and {@code (y_i - x_i)^2} to three sums of equal length.
   *
   * @return how many elements have not the same bits
   */
  public static int addComparison(
      ChunkSum squaresOfX,
      ChunkSum squaresOfY,
      ChunkSum squaresOfGap,
      float[] x,
      float[] y,
      int count) {
    int different =
        SUMS.addComparison(
            squaresOfX.partial,
            squaresOfY.partial,
            squaresOfGap.partial,
            x,
            y,
            squaresOfX.position,
            count);
    squaresOfX.position += count;
    squaresOfY.position += count;
    squaresOfGap.position += count;
    return different;
  }

  /** Ends a chunk. */
  public void endChunk() {
    append(BlockSums.total(partial));
    Arrays.fill(partial, 0);
    position = 0;
  }

  private void append(double sum) {
    if (closed == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * closed);
    }
    chunks[closed++] = sum;
  }

  /** Takes over the sum of the chunks behind. */
  public void append(ChunkSum next) {
    for (int i = 0; i < next.closed; i++) {
      append(next.chunks[i]);
    }
  }

  /** Returns the sum over all chunks. */
  public double total() {
    double total = 0;
    for (int i = 0; i < closed; i++) {
      total += chunks[i];
    }
    return total;
  }
}
