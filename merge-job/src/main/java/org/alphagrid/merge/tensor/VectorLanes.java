package org.alphagrid.merge.tensor;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Steps on single vectors, of which the loops are made. Two stored 16-bit elements are one int
 * lane: the second is its upper half, which for bfloat16 is a float32 already, the first its lower
 * half. Loads go through bytes because that form exists in every JDK from 17 on.
 *
 * <p>C2 gives up vectors when more than one such loop ends up in one compiled method, which is then
 * ten to a hundred times slower. So the loops stand in classes of their own, whose methods the
 * JVM's flags forbid it to inline: {@code
 * -XX:CompileCommand=dontinline,org.alphagrid.merge.tensor.LoopsOf*::*}, see the root pom. That is
 * why the smaller steps stand in this class.
 */
final class VectorLanes {
  static final VectorShape SHAPE = VectorShape.preferredShape();
  static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, SHAPE);
  static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, SHAPE);
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);

  /** Float32 lanes of a vector. */
  static final int WIDTH = INTS.length();

  static final int UPPER = 0xffff0000;
  static final int MAGNITUDE = 0x7fffffff;
  static final int INFINITE = 0x7f800000;

  /** Each lane of the lower half of a vector, twice. */
  static final VectorShuffle<Integer> LOW = VectorShuffle.fromOp(INTS, i -> i / 2);

  /** Each lane of the upper half of a vector, twice. */
  static final VectorShuffle<Integer> HIGH = VectorShuffle.fromOp(INTS, i -> WIDTH / 2 + i / 2);

  /** Lanes of even or odd number, in both halves of the result. */
  private static final VectorShuffle<Integer> EVEN = VectorShuffle.fromOp(INTS, i -> 2 * i % WIDTH);

  private static final VectorShuffle<Integer> ODD =
      VectorShuffle.fromOp(INTS, i -> (2 * i + 1) % WIDTH);
  private static final VectorMask<Integer> UPPER_HALF =
      VectorMask.fromLong(INTS, ((1L << (WIDTH / 2)) - 1) << (WIDTH / 2));
  private static final VectorMask<Integer> ODD_LANES =
      VectorMask.fromLong(INTS, 0xaaaaaaaaaaaaaaaaL);

  private VectorLanes() {}

  /** Stored pairs. */
  static IntVector load(byte[] source, int at) {
    return ByteVector.fromArray(BYTES, source, at).reinterpretAsInts();
  }

  /** Returns the bits of floats. */
  static IntVector bits(float[] source, int at) {
    return FloatVector.fromArray(FLOATS, source, at).reinterpretAsInts();
  }

  /** Returns the first bfloat16 of each pair. */
  static FloatVector first(IntVector pairs) {
    return pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  /** Returns the second bfloat16 of each pair. */
  static FloatVector second(IntVector pairs) {
    return pairs.and(UPPER).reinterpretAsFloats();
  }

  /**
   * Returns elements of pairs in their order, as the upper halves of lanes.
   *
   * @param half {@link #LOW} or {@link #HIGH}
   */
  static IntVector inOrder(IntVector pairs, VectorShuffle<Integer> half) {
    IntVector twice = pairs.rearrange(half);
    return twice.lanewise(VectorOperators.LSHL, 16).blend(twice.and(UPPER), ODD_LANES);
  }

  /** Pairs made of the upper halves of two vectors' lanes, in their order. */
  static ByteVector pairsInOrder(IntVector low, IntVector high) {
    IntVector even = low.rearrange(EVEN).blend(high.rearrange(EVEN), UPPER_HALF);
    IntVector odd = low.rearrange(ODD).blend(high.rearrange(ODD), UPPER_HALF);
    return pairs(even, odd);
  }

  /** Pairs made of the upper halves of two vectors' lanes. */
  static ByteVector pairs(IntVector first, IntVector second) {
    return second.and(UPPER).or(first.lanewise(VectorOperators.LSHR, 16)).reinterpretAsBytes();
  }

  /** Finite float32 bits, rounded to bfloat16 in the upper half of each lane. */
  static IntVector rounded(IntVector bits) {
    return bits.add(bits.lanewise(VectorOperators.LSHR, 16).and(1)).add(0x7fff);
  }

  /** Returns any float32 bits, rounded to bfloat16 in the upper half of each lane. */
  static IntVector toBfloat16(IntVector bits) {
    VectorMask<Integer> nan = bits.and(MAGNITUDE).compare(VectorOperators.GT, INFINITE);
    return rounded(bits).blend(bits.or(0x400000), nan);
  }

  /** Halves that stand in the upper halves of lanes. */
  static IntVector fromFloat16(IntVector upper) {
    IntVector shifted = upper.and(MAGNITUDE).lanewise(VectorOperators.LSHR, 3);
    // As a float32 the exponent is 112 too small, for subnormals as well; the product is exact.
    IntVector finite = shifted.reinterpretAsFloats().mul(0x1p112f).reinterpretAsInts();
    VectorMask<Integer> isSpecial = shifted.compare(VectorOperators.GE, 0x0f800000);
    return finite.blend(shifted.or(INFINITE), isSpecial).or(upper.and(0x80000000));
  }

  /** Float32 bits, rounded to half precision in the upper half of each lane. */
  static IntVector toFloat16(IntVector bits) {
    IntVector magnitude = bits.and(MAGNITUDE);
    IntVector tie = magnitude.lanewise(VectorOperators.LSHR, 13).and(1);
    IntVector normal = magnitude.add(0xfff - 0x38000000).add(tie).lanewise(VectorOperators.LSHL, 3);
    // Added to a half, what is below 2^-14 is rounded to steps of 2^-24.
    IntVector subnormal =
        magnitude
            .reinterpretAsFloats()
            .add(0.5f)
            .reinterpretAsInts()
            .sub(0x3f000000)
            .lanewise(VectorOperators.LSHL, 16);
    IntVector nan = magnitude.lanewise(VectorOperators.LSHL, 3).and(0x03ff0000).or(0x7e000000);
    return normal
        .blend(subnormal, magnitude.compare(VectorOperators.LT, 0x38800000))
        .blend(0x7c000000, magnitude.compare(VectorOperators.GE, 0x477ff000))
        .blend(nan, magnitude.compare(VectorOperators.GT, INFINITE))
        .or(bits.and(0x80000000));
  }

  /** Half of a vector as float64. */
  static DoubleVector doubles(FloatVector floats, int part) {
    return (DoubleVector) floats.convert(VectorOperators.F2D, part);
  }

  /**
   * Returns all bits set where one of the two numbers of each counter is below the limit, none
   * where it is not. By arithmetic: masks made of longs and used on ints are many times slower.
   */
  static IntVector drawn(LongVector counters, int limit) {
    LongVector z = mixed(counters, 30).mul(CounterRandom.FIRST_FACTOR);
    z = mixed(mixed(z, 27).mul(CounterRandom.SECOND_FACTOR), 31);
    return z.reinterpretAsInts()
        .lanewise(VectorOperators.LSHR, 1)
        .sub(limit)
        .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
  }

  private static LongVector mixed(LongVector z, int shift) {
    return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, shift));
  }

  /** Returns a step of a digest's lanes; see {@link StripedChecksum}. */
  static IntVector chained(IntVector lanes, IntVector words) {
    IntVector product = lanes.lanewise(VectorOperators.XOR, words).mul(StripedChecksum.PRIME);
    return product.lanewise(
        VectorOperators.XOR, product.lanewise(VectorOperators.LSHR, StripedChecksum.SHIFT));
  }
}
