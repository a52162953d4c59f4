package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.VectorLanes.FLOATS;
import static org.alphagrid.merge.tensor.VectorLanes.LONGS;
import static org.alphagrid.merge.tensor.VectorLanes.MAGNITUDE;
import static org.alphagrid.merge.tensor.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Holds the loops of {@link VectorMasks}, over whole vectors only. See {@link VectorLanes} for why
 * they stand alone.
 */
final class LoopsOfMasks {
  /** From the counters of one vector to those of the next. */
  private static final long STEP = CounterRandom.GOLDEN_GAMMA * LONGS.length();

  private LoopsOfMasks() {}

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

  /** Computes {@code weight (factor (x - origin))} of differences of at least some magnitude. */
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
}
