package org.alphagrid.tensor;

import static org.alphagrid.tensor.VectorLanes.BYTES;
import static org.alphagrid.tensor.VectorLanes.DOUBLES;
import static org.alphagrid.tensor.VectorLanes.FLOATS;
import static org.alphagrid.tensor.VectorLanes.HIGH;
import static org.alphagrid.tensor.VectorLanes.INFINITE;
import static org.alphagrid.tensor.VectorLanes.INTS;
import static org.alphagrid.tensor.VectorLanes.LONGS;
import static org.alphagrid.tensor.VectorLanes.LOW;
import static org.alphagrid.tensor.VectorLanes.MAGNITUDE;
import static org.alphagrid.tensor.VectorLanes.SHORTS;
import static org.alphagrid.tensor.VectorLanes.WIDTH;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of {@link VectorMath}, over whole vectors only.
 *
 * <p>C2 gives up vectors when more than one such loop ends up in one compiled method, which is then
 * ten to a hundred times slower. So the JVM's flags forbid it to inline the methods of this class:
 * {@code -XX:CompileCommand=dontinline,org.alphagrid.tensor.VectorLoops::*}, see the root pom. That
 * is why the smaller steps stand in another class.
 */
final class VectorLoops {
  private static final short SHORT_MAGNITUDE = 0x7fff;

  /** From the counters of one vector to those of the next. */
  private static final long STEP = CounterRandom.GOLDEN_GAMMA * LONGS.length();

  private VectorLoops() {}

  static void decodeBfloat16(byte[] source, int at, float[] target, int count) {
    for (int i = 0; i < count; i += 2 * WIDTH) {
      IntVector pairs = VectorLanes.load(source, at + 2 * i);
      VectorLanes.inOrder(pairs, LOW).reinterpretAsFloats().intoArray(target, i);
      VectorLanes.inOrder(pairs, HIGH).reinterpretAsFloats().intoArray(target, i + WIDTH);
    }
  }

  static void decodeFloat16(byte[] source, int at, float[] target, int count) {
    for (int i = 0; i < count; i += 2 * WIDTH) {
      IntVector pairs = VectorLanes.load(source, at + 2 * i);
      IntVector low = VectorLanes.fromFloat16(VectorLanes.inOrder(pairs, LOW));
      IntVector high = VectorLanes.fromFloat16(VectorLanes.inOrder(pairs, HIGH));
      low.reinterpretAsFloats().intoArray(target, i);
      high.reinterpretAsFloats().intoArray(target, i + WIDTH);
    }
  }

  static void encodeBfloat16(float[] source, int count, byte[] target, int at) {
    for (int i = 0; i < count; i += 2 * WIDTH) {
      IntVector low = VectorLanes.toBfloat16(VectorLanes.bits(source, i));
      IntVector high = VectorLanes.toBfloat16(VectorLanes.bits(source, i + WIDTH));
      VectorLanes.pairsInOrder(low, high).intoArray(target, at + 2 * i);
    }
  }

  /** Half precision in the upper halves of ints. */
  static void roundToFloat16(float[] source, int from, int[] target, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      VectorLanes.toFloat16(VectorLanes.bits(source, from + i)).intoArray(target, i);
    }
  }

  /** The upper halves of ints. */
  static void storeUpper(int[] source, int count, byte[] target, int at) {
    for (int i = 0; i < count; i += 2 * WIDTH) {
      IntVector low = IntVector.fromArray(INTS, source, i);
      IntVector high = IntVector.fromArray(INTS, source, i + WIDTH);
      VectorLanes.pairsInOrder(low, high).intoArray(target, at + 2 * i);
    }
  }

  /**
   * What overflows into the sign bit when one is added to exponents.
   *
   * @param exponents the bits of all exponents in an int lane
   * @param ones the lowest of these bits
   */
  static int exponentOverflow(byte[] source, int from, int to, int exponents, int ones) {
    IntVector overflow = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      overflow = overflow.or(VectorLanes.load(source, i).and(exponents).add(ones));
    }
    return overflow.reduceLanes(VectorOperators.OR);
  }

  /** The largest bits, without sign, of stored 16-bit elements. */
  static int largestBfloat16(byte[] x, int from, int to) {
    ShortVector largest = ShortVector.zero(SHORTS);
    for (int i = from; i < to; i += BYTES.length()) {
      largest =
          largest.max(ByteVector.fromArray(BYTES, x, i).reinterpretAsShorts().and(SHORT_MAGNITUDE));
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  /** {@code w x} from bfloat16 to bfloat16; false where a result is not finite. */
  static boolean scale(float weight, byte[] x, byte[] target, int from, int to) {
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      IntVector pairs = VectorLanes.load(x, i);
      IntVector first = VectorLanes.first(pairs).mul(weight).reinterpretAsInts();
      IntVector second = VectorLanes.second(pairs).mul(weight).reinterpretAsInts();
      largest = largest.max(first.and(MAGNITUDE)).max(second.and(MAGNITUDE));
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** {@code a x + b y} from bfloat16 to bfloat16; false where a result is not finite. */
  static boolean sum(float a, byte[] x, float b, byte[] y, byte[] target, int from, int to) {
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      IntVector u = VectorLanes.load(x, i);
      IntVector v = VectorLanes.load(y, i);
      IntVector first =
          VectorLanes.first(u).mul(a).add(VectorLanes.first(v).mul(b)).reinterpretAsInts();
      IntVector second =
          VectorLanes.second(u).mul(a).add(VectorLanes.second(v).mul(b)).reinterpretAsInts();
      largest = largest.max(first.and(MAGNITUDE)).max(second.and(MAGNITUDE));
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** The same where every result is known to be finite. */
  static void sumOfFinite(float a, byte[] x, float b, byte[] y, byte[] target, int from, int to) {
    for (int i = from; i < to; i += BYTES.length()) {
      IntVector u = VectorLanes.load(x, i);
      IntVector v = VectorLanes.load(y, i);
      IntVector first =
          VectorLanes.first(u).mul(a).add(VectorLanes.first(v).mul(b)).reinterpretAsInts();
      IntVector second =
          VectorLanes.second(u).mul(a).add(VectorLanes.second(v).mul(b)).reinterpretAsInts();
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i);
    }
  }

  /**
   * {@code o + lambda (a (x - o) + b (y - o))} of the first elements of pairs; false where a result
   * is not finite.
   */
  static boolean differencesOfFirst(
      LinearForm form, byte[] x, byte[] y, byte[] origin, byte[] target, int from, int to) {
    float a = form.weights()[0];
    float b = form.weights()[1];
    float lambda = form.lambda();
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      FloatVector o = VectorLanes.first(VectorLanes.load(origin, i));
      FloatVector u = VectorLanes.first(VectorLanes.load(x, i)).sub(o).mul(a);
      FloatVector v = VectorLanes.first(VectorLanes.load(y, i)).sub(o).mul(b);
      IntVector bits = o.add(u.add(v).mul(lambda)).reinterpretAsInts();
      largest = largest.max(bits.and(MAGNITUDE));
      VectorLanes.rounded(bits)
          .lanewise(VectorOperators.LSHR, 16)
          .reinterpretAsBytes()
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** The same of the second elements, added to the first that are there. */
  static boolean differencesOfSecond(
      LinearForm form, byte[] x, byte[] y, byte[] origin, byte[] target, int from, int to) {
    float a = form.weights()[0];
    float b = form.weights()[1];
    float lambda = form.lambda();
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      FloatVector o = VectorLanes.second(VectorLanes.load(origin, i));
      FloatVector u = VectorLanes.second(VectorLanes.load(x, i)).sub(o).mul(a);
      FloatVector v = VectorLanes.second(VectorLanes.load(y, i)).sub(o).mul(b);
      IntVector bits = o.add(u.add(v).mul(lambda)).reinterpretAsInts();
      largest = largest.max(bits.and(MAGNITUDE));
      VectorLanes.rounded(bits)
          .and(VectorLanes.UPPER)
          .or(VectorLanes.load(target, i))
          .reinterpretAsBytes()
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** Products added to the partial sums from {@code lane} on, as many as a vector has lanes. */
  static void addProducts(double[] sums, float[] x, float[] y, int lane, int count) {
    DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
    DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + DOUBLES.length());
    for (int i = lane; i < count; i += BlockMath.LANES) {
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
    for (int i = lane; i < count; i += BlockMath.LANES) {
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
    for (int i = lane; i < count; i += BlockMath.LANES) {
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
    for (int i = lane; i < count; i += BlockMath.LANES) {
      FloatVector magnitudes = FloatVector.fromArray(FLOATS, x, i).abs();
      low = low.add(VectorLanes.doubles(magnitudes, 0));
      high = high.add(VectorLanes.doubles(magnitudes, 1));
    }
    low.intoArray(sums, lane);
    high.intoArray(sums, lane + DOUBLES.length());
  }

  static void dropBelow(int leastBits, float[] values, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      IntVector bits = VectorLanes.bits(values, i);
      VectorMask<Integer> small = bits.and(MAGNITUDE).compare(VectorOperators.LT, leastBits);
      bits.blend(0, small).reinterpretAsFloats().intoArray(values, i);
    }
  }

  /** Election between two vectors without a divisor. */
  static void addElected(
      float[] x, float[] y, float[] origin, float lambda, float[] target, int count) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      FloatVector o = FloatVector.fromArray(FLOATS, origin, i);
      FloatVector sign = minusOne.blend(1, u.add(v).compare(VectorOperators.GE, 0));
      VectorMask<Float> first = u.mul(sign).compare(VectorOperators.GT, 0);
      VectorMask<Float> second = v.mul(sign).compare(VectorOperators.GT, 0);
      FloatVector sum = zero.blend(u, first).add(zero.blend(v, second));
      o.add(sum.mul(lambda)).intoArray(target, i);
    }
  }

  /** Election between two vectors whose divisors are {@code a} and {@code b}. */
  static void addElected(
      float[] x,
      float[] y,
      float a,
      float b,
      float[] origin,
      float lambda,
      float[] target,
      int count) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      FloatVector o = FloatVector.fromArray(FLOATS, origin, i);
      VectorMask<Float> positive = u.add(v).compare(VectorOperators.GE, 0);
      FloatVector sign = minusOne.blend(1, positive);
      VectorMask<Float> first = u.mul(sign).compare(VectorOperators.GT, 0);
      VectorMask<Float> second = v.mul(sign).compare(VectorOperators.GT, 0);
      FloatVector sum = zero.blend(u, first).add(zero.blend(v, second));
      FloatVector weight = zero.blend(a, first).add(zero.blend(b, second));
      VectorMask<Float> divided = weight.compare(VectorOperators.NE, 0);
      o.add(sum.blend(sum.div(weight), divided).mul(lambda)).intoArray(target, i);
    }
  }

  /** {@code weight (factor (x - origin))} of differences of at least some magnitude. */
  static void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector o = FloatVector.fromArray(FLOATS, origin, i);
      IntVector bits = FloatVector.fromArray(FLOATS, x, i).sub(o).reinterpretAsInts();
      // Both numbers are at least 0, so their difference has the sign of the comparison.
      IntVector small =
          bits.and(MAGNITUDE).sub(leastBits).lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
      bits.and(small.not()).reinterpretAsFloats().mul(factor).mul(weight).intoArray(target, i);
    }
  }

  /**
   * The same of differences that are drawn. For vectors of eight longs; narrower ones have no
   * product of longs.
   *
   * @param pair number of the two elements at {@code from}
   */
  static void weighDrawn(
      long key,
      int limit,
      long pair,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int from,
      int to) {
    LongVector gammas = LongVector.zero(LONGS).addIndex(1).mul(CounterRandom.GOLDEN_GAMMA);
    long start = key + CounterRandom.GOLDEN_GAMMA * (pair + 1);
    for (int i = from; i < to; i += WIDTH) {
      FloatVector o = FloatVector.fromArray(FLOATS, origin, i);
      IntVector bits = FloatVector.fromArray(FLOATS, x, i).sub(o).reinterpretAsInts();
      bits.and(VectorLanes.drawn(gammas.add(start), limit))
          .reinterpretAsFloats()
          .mul(factor)
          .mul(weight)
          .intoArray(target, i);
      start += STEP;
    }
  }

  /** Drops what is not drawn; see {@link #weighDrawn}. */
  static void dropRandomly(long key, int limit, long pair, float[] values, int from, int to) {
    LongVector gammas = LongVector.zero(LONGS).addIndex(1).mul(CounterRandom.GOLDEN_GAMMA);
    long start = key + CounterRandom.GOLDEN_GAMMA * (pair + 1);
    for (int i = from; i < to; i += WIDTH) {
      VectorLanes.bits(values, i)
          .and(VectorLanes.drawn(gammas.add(start), limit))
          .reinterpretAsFloats()
          .intoArray(values, i);
      start += STEP;
    }
  }

  /** Chains of four vectors of digest lanes; see {@link LaneDigest}. */
  static void addToLanes(int[] lanes, int lane, byte[] source, int from, int to) {
    int bytes = BYTES.length();
    IntVector a = IntVector.fromArray(INTS, lanes, lane);
    IntVector b = IntVector.fromArray(INTS, lanes, lane + WIDTH);
    IntVector c = IntVector.fromArray(INTS, lanes, lane + 2 * WIDTH);
    IntVector d = IntVector.fromArray(INTS, lanes, lane + 3 * WIDTH);
    for (int i = from; i < to; i += LaneDigest.STRIPE_BYTES) {
      a = VectorLanes.chained(a, VectorLanes.load(source, i));
      b = VectorLanes.chained(b, VectorLanes.load(source, i + bytes));
      c = VectorLanes.chained(c, VectorLanes.load(source, i + 2 * bytes));
      d = VectorLanes.chained(d, VectorLanes.load(source, i + 3 * bytes));
    }
    a.intoArray(lanes, lane);
    b.intoArray(lanes, lane + WIDTH);
    c.intoArray(lanes, lane + 2 * WIDTH);
    d.intoArray(lanes, lane + 3 * WIDTH);
  }
}
