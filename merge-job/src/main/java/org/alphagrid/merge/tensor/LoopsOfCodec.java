package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.VectorLanes.BYTES;
import static org.alphagrid.merge.tensor.VectorLanes.HIGH;
import static org.alphagrid.merge.tensor.VectorLanes.INTS;
import static org.alphagrid.merge.tensor.VectorLanes.LOW;
import static org.alphagrid.merge.tensor.VectorLanes.WIDTH;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Holds the loops of {@link VectorCodec}, over whole vectors only. See {@link VectorLanes} for why
 * they stand alone.
 */
final class LoopsOfCodec {
  private LoopsOfCodec() {}

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
   * Returns a bit that is set where adding one to the exponent overflows into the sign bit.
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
}
