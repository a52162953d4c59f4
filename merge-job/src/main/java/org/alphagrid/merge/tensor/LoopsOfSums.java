package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.VectorLanes.DOUBLES;
import static org.alphagrid.merge.tensor.VectorLanes.FLOATS;
import static org.alphagrid.merge.tensor.VectorLanes.INTS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Holds the loops of {@link VectorSums}, over whole vectors only. See {@link VectorLanes} for why
 * they stand alone.
 */
final class LoopsOfSums {
  private LoopsOfSums() {}

  /** Products added to the partial sums from {@code lane} on, as many as a vector has lanes. */
  static void addProducts(double[] sums, float[] x, float[] y, int lane, int count) {
    DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
    DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + DOUBLES.length());
    for (int i = lane; i < count; i += BlockSums.LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      low = low.add(VectorLanes.doubles(u, 0).mul(VectorLanes.doubles(v, 0)));
      high = high.add(VectorLanes.doubles(u, 1).mul(VectorLanes.doubles(v, 1)));
    }
    low.intoArray(sums, lane);
    high.intoArray(sums, lane + DOUBLES.length());
  }

  /** The same of differences from an origin. */
  static void addDifferenceProducts(
      double[] sums, float[] x, float[] y, float[] origin, int lane, int count) {
    DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
    DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + DOUBLES.length());
    for (int i = lane; i < count; i += BlockSums.LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      FloatVector o = FloatVector.fromArray(FLOATS, origin, i);
      DoubleVector p = VectorLanes.doubles(o, 0);
      DoubleVector q = VectorLanes.doubles(o, 1);
      low = low.add(VectorLanes.doubles(u, 0).sub(p).mul(VectorLanes.doubles(v, 0).sub(p)));
      high = high.add(VectorLanes.doubles(u, 1).sub(q).mul(VectorLanes.doubles(v, 1).sub(q)));
    }
    low.intoArray(sums, lane);
    high.intoArray(sums, lane + DOUBLES.length());
  }

  /** Squares and squared gaps likewise; gives the number of different elements. */
  static int addComparison(
      double[] squaresOfX,
      double[] squaresOfY,
      double[] squaresOfGap,
      float[] x,
      float[] y,
      int lane,
      int count) {
    int behind = lane + DOUBLES.length();
    DoubleVector lowX = DoubleVector.fromArray(DOUBLES, squaresOfX, lane);
    DoubleVector highX = DoubleVector.fromArray(DOUBLES, squaresOfX, behind);
    DoubleVector lowY = DoubleVector.fromArray(DOUBLES, squaresOfY, lane);
    DoubleVector highY = DoubleVector.fromArray(DOUBLES, squaresOfY, behind);
    DoubleVector lowGap = DoubleVector.fromArray(DOUBLES, squaresOfGap, lane);
    DoubleVector highGap = DoubleVector.fromArray(DOUBLES, squaresOfGap, behind);
    IntVector zero = IntVector.zero(INTS);
    IntVector different = zero;
    for (int i = lane; i < count; i += BlockSums.LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      DoubleVector uLow = VectorLanes.doubles(u, 0);
      DoubleVector uHigh = VectorLanes.doubles(u, 1);
      DoubleVector vLow = VectorLanes.doubles(v, 0);
      DoubleVector vHigh = VectorLanes.doubles(v, 1);
      lowX = lowX.add(uLow.mul(uLow));
      highX = highX.add(uHigh.mul(uHigh));
      lowY = lowY.add(vLow.mul(vLow));
      highY = highY.add(vHigh.mul(vHigh));
      DoubleVector gapLow = vLow.sub(uLow);
      DoubleVector gapHigh = vHigh.sub(uHigh);
      lowGap = lowGap.add(gapLow.mul(gapLow));
      highGap = highGap.add(gapHigh.mul(gapHigh));
      IntVector bits = u.reinterpretAsInts().lanewise(VectorOperators.XOR, v.reinterpretAsInts());
      // The sign of bits | -bits is set unless there are none: no mask.
      different =
          different.add(bits.or(zero.sub(bits)).lanewise(VectorOperators.LSHR, Integer.SIZE - 1));
    }
    lowX.intoArray(squaresOfX, lane);
    highX.intoArray(squaresOfX, behind);
    lowY.intoArray(squaresOfY, lane);
    highY.intoArray(squaresOfY, behind);
    lowGap.intoArray(squaresOfGap, lane);
    highGap.intoArray(squaresOfGap, behind);
    return different.reduceLanes(VectorOperators.ADD);
  }

  /** Magnitudes added to the partial sums from {@code lane} on. */
  static void addMagnitudes(double[] sums, float[] x, int lane, int count) {
    DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
    DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + DOUBLES.length());
    for (int i = lane; i < count; i += BlockSums.LANES) {
      FloatVector magnitudes = FloatVector.fromArray(FLOATS, x, i).abs();
      low = low.add(VectorLanes.doubles(magnitudes, 0));
      high = high.add(VectorLanes.doubles(magnitudes, 1));
    }
    low.intoArray(sums, lane);
    high.intoArray(sums, lane + DOUBLES.length());
  }
}
