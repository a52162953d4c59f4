package org.alphagrid.eval.generate.sampling;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes {@link LogitMath} with the Vector API: eight lanes on every machine, each with the
 * operations of one token in their order, so that the bits are equal.
 */
final class VectorLogitMath extends LogitMath {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
  private static final int LANES = 8;

  /** No power of two: a number that its place in a float's exponent bits cannot give. */
  private static final float NOTHING = 1.5f;

  private final float[] rests = new float[BLOCK];

  /** Narrower machines would do these vectors in many small steps. */
  static boolean isWide() {
    return VectorShape.preferredShape().vectorBitSize() >= FLOATS.vectorBitSize();
  }

  @Override
  void weigh(
      float[] logits, float largest, float inverseTemperature, float[] weights, double[] sums) {
    int whole = logits.length / BLOCK;
    for (int block = 0; block < whole; block++) {
      int from = block * BLOCK;
      powersOfTwo(logits, from, largest, inverseTemperature, weights, rests);
      timesExponentials(rests, weights, from);
      sums[block] = sumOfBlock(weights, from);
    }
    if (whole < sums.length) {
      weighBlock(whole, logits, largest, inverseTemperature, weights, sums);
    }
  }

  // Three short loops: as one they are more than the compiler keeps in registers.

  /**
   * Splits a block's exponents into whole powers of two, whose exponent bits go to {@code weights},
   * and rests. {@link #NOTHING} stands where a token weighs nothing.
   */
  private static void powersOfTwo(
      float[] logits, int from, float largest, float inverse, float[] weights, float[] rests) {
    for (int i = 0; i < BLOCK; i += LANES) {
      FloatVector above = FloatVector.fromArray(FLOATS, logits, from + i).sub(largest).mul(inverse);
      FloatVector shifted = above.mul(-MINUS_LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      above.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW)).intoArray(rests, i);
      shifted
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHL, 23)
          .reinterpretAsFloats()
          .blend(NOTHING, above.compare(VectorOperators.LE, -END))
          .intoArray(weights, from + i);
    }
  }

  /** Multiplies a block's powers of two with e^rest. */
  private static void timesExponentials(float[] rests, float[] weights, int from) {
    for (int i = 0; i < BLOCK; i += LANES) {
      FloatVector r = FloatVector.fromArray(FLOATS, rests, i);
      FloatVector p = r.mul(C7).add(C6);
      p = p.mul(r).add(C5);
      p = p.mul(r).add(C4);
      p = p.mul(r).add(C3);
      p = p.mul(r).add(C2);
      p = p.mul(r).add(1);
      p = p.mul(r).add(1);
      FloatVector power = FloatVector.fromArray(FLOATS, weights, from + i);
      p.reinterpretAsInts()
          .add(power.reinterpretAsInts())
          .reinterpretAsFloats()
          .blend(0, power.compare(VectorOperators.EQ, NOTHING))
          .intoArray(weights, from + i);
    }
  }

  private static double sumOfBlock(float[] weights, int from) {
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector high = DoubleVector.zero(DOUBLES);
    for (int i = from; i < from + BLOCK; i += LANES) {
      FloatVector weight = FloatVector.fromArray(FLOATS, weights, i);
      low = low.add(doubles(weight, 0));
      high = high.add(doubles(weight, 1));
    }
    return total(low, high);
  }

  @Override
  int split(
      float[] logits,
      float largest,
      float inverseTemperature,
      float first,
      float end,
      float[] weights,
      double[] sums,
      int[] between) {
    int whole = logits.length / BLOCK;
    int count = 0;
    for (int block = 0; block < whole; block++) {
      int from = block * BLOCK;
      DoubleVector low = DoubleVector.zero(DOUBLES);
      DoubleVector high = DoubleVector.zero(DOUBLES);
      for (int i = from; i < from + BLOCK; i += LANES) {
        FloatVector x =
            FloatVector.fromArray(FLOATS, logits, i).neg().add(largest).mul(inverseTemperature);
        VectorMask<Float> isNearer = x.compare(VectorOperators.LT, first);
        FloatVector nearer =
            FloatVector.zero(FLOATS).blend(FloatVector.fromArray(FLOATS, weights, i), isNearer);
        low = low.add(doubles(nearer, 0));
        high = high.add(doubles(nearer, 1));
        if (x.compare(VectorOperators.LT, end).andNot(isNearer).anyTrue()) {
          count =
              collect(
                  logits, i, i + LANES, largest, inverseTemperature, first, end, between, count);
        }
      }
      sums[block] = total(low, high);
    }
    if (whole < sums.length) {
      int from = whole * BLOCK;
      for (int id = from; id < logits.length; id++) {
        float x = distance(logits[id], largest, inverseTemperature);
        ofBlock[id - from] = x < first ? weights[id] : 0;
      }
      sums[whole] = sum(ofBlock, 0, logits.length - from);
      count =
          collect(
              logits, from, logits.length, largest, inverseTemperature, first, end, between, count);
    }
    return count;
  }

  @Override
  void addFrom(float least, float[] weights, int from, int to) {
    if (to - from < BLOCK) {
      super.addFrom(least, weights, from, to);
      return;
    }
    FloatVector sums = FloatVector.zero(FLOATS);
    for (int i = from; i < to; i += LANES) {
      FloatVector weight = FloatVector.fromArray(FLOATS, weights, i);
      sums =
          sums.add(
              FloatVector.zero(FLOATS).blend(weight, weight.compare(VectorOperators.GE, least)));
    }
    sums.intoArray(eight, 0);
  }

  private static int collect(
      float[] logits,
      int from,
      int to,
      float largest,
      float inverse,
      float first,
      float end,
      int[] between,
      int found) {
    int count = found;
    for (int id = from; id < to; id++) {
      float x = distance(logits[id], largest, inverse);
      between[count] = id;
      // Without a branch: which it is cannot be foretold.
      count += isBelow(x, end) & ~isBelow(x, first);
    }
    return count;
  }

  /** 1 or 0. */
  private static int isBelow(float x, float bound) {
    return Float.floatToRawIntBits(x - bound) >>> (Integer.SIZE - 1);
  }

  private static DoubleVector doubles(FloatVector floats, int part) {
    return (DoubleVector) floats.convert(VectorOperators.F2D, part);
  }

  private static double total(DoubleVector low, DoubleVector high) {
    return ((low.lane(0) + low.lane(1)) + (low.lane(2) + low.lane(3)))
        + ((high.lane(0) + high.lane(1)) + (high.lane(2) + high.lane(3)));
  }
}
