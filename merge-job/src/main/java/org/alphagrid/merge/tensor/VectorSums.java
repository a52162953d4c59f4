package org.alphagrid.merge.tensor;

/** Computes {@link BlockSums} by the Vector API. */
final class VectorSums extends BlockSums {
  private static final int WIDTH = VectorLanes.WIDTH;

  @Override
  public void addProducts(
      double[] sums, float[] x, float[] y, float[] origin, long first, int count) {
    int whole = first % LANES == 0 ? count - count % LANES : 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      if (origin == null) {
        LoopsOfSums.addProducts(sums, x, y, lane, whole);
      } else {
        LoopsOfSums.addDifferenceProducts(sums, x, y, origin, lane, whole);
      }
    }
    addProducts(sums, x, y, origin, first, whole, count);
  }

  @Override
  public int addComparison(
      double[] squaresOfX,
      double[] squaresOfY,
      double[] squaresOfGap,
      float[] x,
      float[] y,
      long first,
      int count) {
    int whole = first % LANES == 0 ? count - count % LANES : 0;
    int different = 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      different +=
          LoopsOfSums.addComparison(squaresOfX, squaresOfY, squaresOfGap, x, y, lane, whole);
    }
    return different
        + addComparison(squaresOfX, squaresOfY, squaresOfGap, x, y, first, whole, count);
  }

  @Override
  public void addMagnitudes(double[] sums, float[] x, long first, int count) {
    int whole = first % LANES == 0 ? count - count % LANES : 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      LoopsOfSums.addMagnitudes(sums, x, lane, whole);
    }
    addMagnitudes(sums, x, first, whole, count);
  }
}
