package org.alphagrid.merge.tensor;

/**
 * Computes float64 sums over float32 elements, as partial sums that are the same at any vector
 * width. This class is the plain definition; {@link VectorSums} gives the same bits faster.
 */
public class BlockSums {
  /**
   * Counts the partial sums that {@link #addProducts} keeps; element i belongs to sum {@code i %
   * 16}.
   */
  public static final int LANES = 16;

  BlockSums() {}

  /**
   * Adds the products {@code (x_i - o_i) (y_i - o_i)}, in float64, to partial sums.
   *
   * @param origin null for nothing subtracted
   * @param first the flat index of element 0, which tells its partial sum
   */
  public void addProducts(
      double[] sums, float[] x, float[] y, float[] origin, long first, int count) {
    addProducts(sums, x, y, origin, first, 0, count);
  }

  static void addProducts(
      double[] sums, float[] x, float[] y, float[] origin, long first, int from, int count) {
    for (int i = from; i < count; i++) {
      double o = origin == null ? 0 : origin[i];
      sums[(int) ((first + i) % LANES)] += (x[i] - o) * (y[i] - o);
    }
  }

  /**
   * Adds {@code x_i^2}, {@code y_i^2} and {@code (y_i - x_i)^2}, in float64, to partial sums; see
   * {@link #addProducts}.
   *
   * @return how many elements have not the same bits
   */
  public int addComparison(
      double[] squaresOfX,
      double[] squaresOfY,
      double[] squaresOfGap,
      float[] x,
      float[] y,
      long first,
      int count) {
    return addComparison(squaresOfX, squaresOfY, squaresOfGap, x, y, first, 0, count);
  }

  static int addComparison(
      double[] squaresOfX,
      double[] squaresOfY,
      double[] squaresOfGap,
      float[] x,
      float[] y,
      long first,
      int from,
      int count) {
    addProducts(squaresOfX, x, x, null, first, from, count);
    addProducts(squaresOfY, y, y, null, first, from, count);
    addProducts(squaresOfGap, y, y, x, first, from, count);
    int different = 0;
    for (int i = from; i < count; i++) {
      different += Float.floatToRawIntBits(x[i]) == Float.floatToRawIntBits(y[i]) ? 0 : 1;
    }
    return different;
  }

  /** Adds magnitudes, in float64, to partial sums; see {@link #addProducts}. */
  public void addMagnitudes(double[] sums, float[] x, long first, int count) {
    addMagnitudes(sums, x, first, 0, count);
  }

  static void addMagnitudes(double[] sums, float[] x, long first, int from, int count) {
    for (int i = from; i < count; i++) {
      sums[(int) ((first + i) % LANES)] += Math.abs(x[i]);
    }
  }

  /** Returns the sum of partial sums, in one fixed order. */
  public static double total(double[] sums) {
    double[] left = sums.clone();
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        left[i] += left[i + width];
      }
    }
    return left[0];
  }
}
