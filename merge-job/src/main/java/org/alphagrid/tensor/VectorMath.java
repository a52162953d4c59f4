package org.alphagrid.tensor;

import java.util.Locale;
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
 * {@link BlockMath} by the Vector API. The same operations in the same order on every element, no
 * fused multiply-add, and the same sixteen partial sums at any vector width; so the bits are equal.
 *
 * <p>Two stored 16-bit elements are one int lane: the second is its upper half, which for bfloat16
 * is a float32 already, the first its lower half. Loads go through bytes because that form exists
 * in every JDK from 17 on.
 */
final class VectorMath extends BlockMath {
  private static final VectorShape SHAPE = VectorShape.preferredShape();
  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, SHAPE);
  private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);
  private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);
  private static final int WIDTH = INTS.length();

  private static final int UPPER = 0xffff0000;
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITE = 0x7f800000;

  /** Each lane of the lower or upper half of a vector, twice. */
  private static final VectorShuffle<Integer> TWICE_LOW = VectorShuffle.fromOp(INTS, i -> i / 2);

  private static final VectorShuffle<Integer> TWICE_HIGH =
      VectorShuffle.fromOp(INTS, i -> WIDTH / 2 + i / 2);

  /** Lanes of even or odd number, in both halves of the result. */
  private static final VectorShuffle<Integer> EVEN = VectorShuffle.fromOp(INTS, i -> 2 * i % WIDTH);

  private static final VectorShuffle<Integer> ODD =
      VectorShuffle.fromOp(INTS, i -> (2 * i + 1) % WIDTH);
  private static final VectorMask<Integer> UPPER_HALF =
      VectorMask.fromLong(INTS, ((1L << (WIDTH / 2)) - 1) << (WIDTH / 2));
  private static final VectorMask<Integer> ODD_LANES =
      VectorMask.fromLong(INTS, 0xaaaaaaaaaaaaaaaaL);

  @Override
  public String name() {
    return String.format(Locale.ROOT, "vector of %d bits", SHAPE.vectorBitSize());
  }

  @Override
  public void decode(DType dtype, byte[] source, int at, float[] target, int count) {
    int done =
        switch (dtype) {
          case BF16 -> decodeBfloat16(source, at, target, count);
          case F16 -> decodeFloat16(source, at, target, count);
          case F32, F64 -> 0;
        };
    decode(dtype, source, at, target, done, count);
  }

  private static int decodeBfloat16(byte[] source, int at, float[] target, int count) {
    int i = 0;
    for (; i + 2 * WIDTH <= count; i += 2 * WIDTH) {
      IntVector pairs = ByteVector.fromArray(BYTES, source, at + 2 * i).reinterpretAsInts();
      first(pairs, TWICE_LOW).reinterpretAsFloats().intoArray(target, i);
      first(pairs, TWICE_HIGH).reinterpretAsFloats().intoArray(target, i + WIDTH);
    }
    return i;
  }

  /** Elements as the upper halves of lanes, in order. */
  private static IntVector first(IntVector pairs, VectorShuffle<Integer> half) {
    IntVector twice = pairs.rearrange(half);
    return twice.lanewise(VectorOperators.LSHL, 16).blend(twice.and(UPPER), ODD_LANES);
  }

  private static int decodeFloat16(byte[] source, int at, float[] target, int count) {
    int i = 0;
    for (; i + 2 * WIDTH <= count; i += 2 * WIDTH) {
      IntVector pairs = ByteVector.fromArray(BYTES, source, at + 2 * i).reinterpretAsInts();
      fromFloat16(first(pairs, TWICE_LOW)).reinterpretAsFloats().intoArray(target, i);
      fromFloat16(first(pairs, TWICE_HIGH)).reinterpretAsFloats().intoArray(target, i + WIDTH);
    }
    return i;
  }

  /** Halves standing in the upper halves of lanes. */
  private static IntVector fromFloat16(IntVector upper) {
    IntVector sign = upper.and(0x80000000);
    IntVector shifted = upper.and(MAGNITUDE).lanewise(VectorOperators.LSHR, 3);
    // As a float32 the exponent is 112 too small, for subnormals as well; the product is exact.
    IntVector finite = shifted.reinterpretAsFloats().mul(0x1p112f).reinterpretAsInts();
    IntVector special = shifted.or(INFINITE);
    VectorMask<Integer> isSpecial = shifted.compare(VectorOperators.GE, 0x0f800000);
    return finite.blend(special, isSpecial).or(sign);
  }

  @Override
  public void encode(DType dtype, float[] source, int count, byte[] target, int at) {
    int done = 0;
    switch (dtype) {
      case BF16 -> {
        for (; done + 2 * WIDTH <= count; done += 2 * WIDTH) {
          IntVector low = roundToBfloat16(bits(source, done));
          IntVector high = roundToBfloat16(bits(source, done + WIDTH));
          store(low, high, target, at + 2 * done);
        }
      }
      case F16 -> {
        for (; done + 2 * WIDTH <= count; done += 2 * WIDTH) {
          IntVector low = roundToFloat16(bits(source, done));
          IntVector high = roundToFloat16(bits(source, done + WIDTH));
          store(low, high, target, at + 2 * done);
        }
      }
      case F32, F64 -> {}
    }
    encode(dtype, source, done, count, target, at);
  }

  private static IntVector bits(float[] source, int at) {
    return FloatVector.fromArray(FLOATS, source, at).reinterpretAsInts();
  }

  /** The rounded element in the upper half of each lane; what is in the lower half is left over. */
  private static IntVector roundToBfloat16(IntVector bits) {
    IntVector tie = bits.lanewise(VectorOperators.LSHR, 16).and(1);
    IntVector rounded = bits.add(0x7fff).add(tie);
    VectorMask<Integer> nan = bits.and(MAGNITUDE).compare(VectorOperators.GT, INFINITE);
    return rounded.blend(bits.or(0x400000), nan);
  }

  private static IntVector roundToFloat16(IntVector bits) {
    IntVector sign = bits.and(0x80000000);
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
        .or(sign);
  }

  /** Stores the upper halves of two vectors' lanes. */
  private static void store(IntVector low, IntVector high, byte[] target, int at) {
    IntVector even = low.rearrange(EVEN).blend(high.rearrange(EVEN), UPPER_HALF);
    IntVector odd = low.rearrange(ODD).blend(high.rearrange(ODD), UPPER_HALF);
    pack(even, odd).intoArray(target, at);
  }

  private static ByteVector pack(IntVector even, IntVector odd) {
    return odd.and(UPPER).or(even.lanewise(VectorOperators.LSHR, 16)).reinterpretAsBytes();
  }

  @Override
  public boolean allFinite(DType dtype, byte[] source, int at, int count) {
    int step = BYTES.length() / dtype.bytes();
    int done = 0;
    // One above the largest exponent overflows into the sign bit.
    int exponent;
    int one;
    switch (dtype) {
      case BF16 -> {
        exponent = 0x7f807f80;
        one = 0x00800080;
      }
      case F16 -> {
        exponent = 0x7c007c00;
        one = 0x04000400;
      }
      case F32 -> {
        exponent = 0x7f800000;
        one = 0x00800000;
      }
      default -> {
        return allFinite(dtype, source, at, 0, count);
      }
    }
    IntVector overflow = IntVector.zero(INTS);
    for (; done + step <= count; done += step) {
      IntVector lanes =
          ByteVector.fromArray(BYTES, source, at + done * dtype.bytes()).reinterpretAsInts();
      overflow = overflow.or(lanes.and(exponent).add(one));
    }
    int signs = dtype == DType.F32 ? 0x80000000 : 0x80008000;
    return (overflow.reduceLanes(VectorOperators.OR) & signs) == 0
        && allFinite(dtype, source, at, done, count);
  }

  @Override
  public boolean combineBfloat16(
      LinearForm form, byte[][] vectors, byte[] origin, byte[] target, int at, int count) {
    float[] weights = form.weights();
    int tail = count % (2 * WIDTH);
    int whole = count - tail;
    if (form.ofDifferences()) {
      if (vectors.length != 2) {
        return false;
      }
      differences(form, vectors[0], vectors[1], origin, target, at, whole);
    } else {
      int first = next(weights, 0);
      int second = next(weights, first + 1);
      if (first == weights.length || next(weights, second + 1) < weights.length) {
        return false;
      }
      if (second == weights.length) {
        scale(weights[first], form.divisor(), vectors[first], target, at, whole);
      } else {
        float[] two = {weights[first], weights[second]};
        sum(two, form.divisor(), vectors[first], vectors[second], target, at, whole);
      }
    }
    if (tail > 0) {
      combineTail(form, vectors, origin, target, at + 2 * whole, tail);
    }
    return true;
  }

  private static int next(float[] weights, int from) {
    int v = from;
    while (v < weights.length && weights[v] == 0) {
      v++;
    }
    return v;
  }

  private void combineTail(
      LinearForm form, byte[][] vectors, byte[] origin, byte[] target, int at, int count) {
    float[][] decoded = new float[vectors.length][count];
    for (int v = 0; v < vectors.length; v++) {
      decode(DType.BF16, vectors[v], at, decoded[v], 0, count);
    }
    float[] from = origin == null ? null : new float[count];
    if (from != null) {
      decode(DType.BF16, origin, at, from, 0, count);
    }
    float[] merged = new float[count];
    combine(form, decoded, from, merged, count);
    encode(DType.BF16, merged, 0, count, target, at);
  }

  private static void scale(
      float weight, float divisor, byte[] x, byte[] target, int at, int count) {
    for (int i = at; i < at + 2 * count; i += 4 * WIDTH) {
      IntVector pairs = ByteVector.fromArray(BYTES, x, i).reinterpretAsInts();
      FloatVector even = even(pairs).mul(weight);
      FloatVector odd = odd(pairs).mul(weight);
      if (divisor != 1) {
        even = even.div(divisor);
        odd = odd.div(divisor);
      }
      round(even, odd).intoArray(target, i);
    }
  }

  private static void sum(
      float[] weights, float divisor, byte[] x, byte[] y, byte[] target, int at, int count) {
    float a = weights[0];
    float b = weights[1];
    for (int i = at; i < at + 2 * count; i += 4 * WIDTH) {
      IntVector first = ByteVector.fromArray(BYTES, x, i).reinterpretAsInts();
      IntVector second = ByteVector.fromArray(BYTES, y, i).reinterpretAsInts();
      FloatVector even = even(first).mul(a).add(even(second).mul(b));
      FloatVector odd = odd(first).mul(a).add(odd(second).mul(b));
      if (divisor != 1) {
        even = even.div(divisor);
        odd = odd.div(divisor);
      }
      round(even, odd).intoArray(target, i);
    }
  }

  private static void differences(
      LinearForm form, byte[] x, byte[] y, byte[] origin, byte[] target, int at, int count) {
    float a = form.weights()[0];
    float b = form.weights()[1];
    float divisor = form.divisor();
    float lambda = form.lambda();
    for (int i = at; i < at + 2 * count; i += 4 * WIDTH) {
      IntVector first = ByteVector.fromArray(BYTES, x, i).reinterpretAsInts();
      IntVector second = ByteVector.fromArray(BYTES, y, i).reinterpretAsInts();
      IntVector from = ByteVector.fromArray(BYTES, origin, i).reinterpretAsInts();
      FloatVector even = sum(a, even(first), b, even(second), even(from));
      FloatVector odd = sum(a, odd(first), b, odd(second), odd(from));
      if (divisor != 1) {
        even = even.div(divisor);
        odd = odd.div(divisor);
      }
      round(even(from).add(even.mul(lambda)), odd(from).add(odd.mul(lambda))).intoArray(target, i);
    }
  }

  private static FloatVector sum(
      float a, FloatVector x, float b, FloatVector y, FloatVector origin) {
    // Beginning with 0, as the definition does, turns a sum of -0 into 0.
    return x.sub(origin).mul(a).add(0f).add(y.sub(origin).mul(b));
  }

  private static FloatVector even(IntVector pairs) {
    return pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  private static FloatVector odd(IntVector pairs) {
    return pairs.and(UPPER).reinterpretAsFloats();
  }

  private static ByteVector round(FloatVector even, FloatVector odd) {
    return pack(
        roundToBfloat16(even.reinterpretAsInts()), roundToBfloat16(odd.reinterpretAsInts()));
  }

  @Override
  public void addProducts(
      double[] sums, float[] x, float[] y, float[] origin, long first, int count) {
    int done = first % LANES == 0 ? count - count % LANES : 0;
    int half = DOUBLES.length();
    for (int lane = 0; done > 0 && lane < LANES; lane += 2 * half) {
      DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + half);
      for (int i = lane; i < done; i += LANES) {
        FloatVector u = FloatVector.fromArray(FLOATS, x, i);
        FloatVector v = FloatVector.fromArray(FLOATS, y, i);
        if (origin == null) {
          low = low.add(doubles(u, 0).mul(doubles(v, 0)));
          high = high.add(doubles(u, 1).mul(doubles(v, 1)));
        } else {
          FloatVector o = FloatVector.fromArray(FLOATS, origin, i);
          low = low.add(difference(u, o, 0).mul(difference(v, o, 0)));
          high = high.add(difference(u, o, 1).mul(difference(v, o, 1)));
        }
      }
      low.intoArray(sums, lane);
      high.intoArray(sums, lane + half);
    }
    addProducts(sums, x, y, origin, first, done, count);
  }

  @Override
  public void addMagnitudes(double[] sums, float[] x, long first, int count) {
    int done = first % LANES == 0 ? count - count % LANES : 0;
    int half = DOUBLES.length();
    for (int lane = 0; done > 0 && lane < LANES; lane += 2 * half) {
      DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + half);
      for (int i = lane; i < done; i += LANES) {
        FloatVector magnitudes = FloatVector.fromArray(FLOATS, x, i).abs();
        low = low.add(doubles(magnitudes, 0));
        high = high.add(doubles(magnitudes, 1));
      }
      low.intoArray(sums, lane);
      high.intoArray(sums, lane + half);
    }
    addMagnitudes(sums, x, first, done, count);
  }

  private static DoubleVector doubles(FloatVector floats, int part) {
    return (DoubleVector) floats.convert(VectorOperators.F2D, part);
  }

  private static DoubleVector difference(FloatVector x, FloatVector origin, int part) {
    return doubles(x, part).sub(doubles(origin, part));
  }

  @Override
  public void dropBelow(int leastBits, float[] values, int count) {
    int i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
      IntVector bits = bits(values, i);
      VectorMask<Integer> small = bits.and(MAGNITUDE).compare(VectorOperators.LT, leastBits);
      bits.blend(0, small).reinterpretAsFloats().intoArray(values, i);
    }
    dropBelow(leastBits, values, i, count);
  }

  @Override
  public void elect(float[][] vectors, float[] weights, float[] target, int count) {
    int done = 0;
    if (vectors.length == 2) {
      float a = weights == null ? 0 : weights[0];
      float b = weights == null ? 0 : weights[1];
      done = count - count % WIDTH;
      electOfTwo(vectors[0], vectors[1], a, b, target, done);
    }
    elect(vectors, weights, target, done, count);
  }

  private static void electOfTwo(
      float[] x, float[] y, float a, float b, float[] target, int count) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      FloatVector vote = zero.add(u).add(v);
      FloatVector sign = one.neg().blend(1, vote.compare(VectorOperators.GE, 0));
      VectorMask<Float> first = u.mul(sign).compare(VectorOperators.GT, 0);
      VectorMask<Float> second = v.mul(sign).compare(VectorOperators.GT, 0);
      FloatVector sum = zero.add(zero.blend(u, first)).add(zero.blend(v, second));
      FloatVector weight = zero.add(zero.blend(a, first)).add(zero.blend(b, second));
      VectorMask<Float> divided = weight.compare(VectorOperators.NE, 0);
      sum.blend(sum.div(weight), divided).intoArray(target, i);
    }
  }

  @Override
  public void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int count) {
    int done = 0;
    // Narrower vectors have no product of longs, and would be slower than none.
    if (SHAPE == VectorShape.S_512_BIT) {
      // Wraps around, as all of this arithmetic does.
      long half = CounterRandom.GOLDEN_GAMMA << 3;
      LongVector gammas = LongVector.zero(LONGS).addIndex(1).mul(CounterRandom.GOLDEN_GAMMA);
      for (; done + WIDTH <= count; done += WIDTH) {
        long key = random.key() + CounterRandom.GOLDEN_GAMMA * (first + done + 1);
        LongVector low = keeps(gammas.add(key), limit);
        LongVector high = keeps(gammas.add(key + half), limit);
        IntVector kept =
            ((IntVector) low.convert(VectorOperators.L2I, 0))
                .or((IntVector) high.convert(VectorOperators.L2I, -1));
        bits(values, done).and(kept).reinterpretAsFloats().intoArray(values, done);
      }
    }
    dropRandomly(random, limit, values, first, done, count);
  }

  /** All bits set where the number is below the limit, none where it is not. */
  private static LongVector keeps(LongVector counters, long limit) {
    LongVector z = mixed(counters, 30).mul(CounterRandom.FIRST_FACTOR);
    z = mixed(mixed(z, 27).mul(CounterRandom.SECOND_FACTOR), 31);
    return z.lanewise(VectorOperators.LSHR, Long.SIZE - CounterRandom.BITS)
        .sub(limit)
        .lanewise(VectorOperators.ASHR, Long.SIZE - 1);
  }

  private static LongVector mixed(LongVector z, int shift) {
    return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, shift));
  }
}
