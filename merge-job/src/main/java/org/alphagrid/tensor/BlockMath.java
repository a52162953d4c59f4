package org.alphagrid.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arithmetic on runs of elements. This class is the plain definition; {@link VectorMath} gives the
 * same bits faster where the JVM was started with {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Stored elements are little-endian bytes. Nothing here keeps state, so one instance serves all
 * threads.
 */
public class BlockMath {
  /** How many partial sums {@link #addProducts} keeps; element i belongs to sum {@code i % 16}. */
  public static final int LANES = 16;

  private static final BlockMath SCALAR = new BlockMath();

  BlockMath() {}

  /** The plain definition. */
  public static BlockMath scalar() {
    return SCALAR;
  }

  /** The fastest this JVM has. */
  public static BlockMath fastest() {
    return Fastest.MATH;
  }

  /** What is in use: {@code scalar} or {@code vector} and its width. */
  public String name() {
    return "scalar";
  }

  /** Chosen once; the vector class is only loaded where its module is. */
  private static final class Fastest {
    static final BlockMath MATH =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorMath()
            : SCALAR;
  }

  /**
   * Decodes {@code count} elements to float32; float64 is rounded.
   *
   * @param at first byte
   */
  public void decode(DType dtype, byte[] source, int at, float[] target, int count) {
    decode(dtype, source, at, target, 0, count);
  }

  final void decode(DType dtype, byte[] source, int at, float[] target, int from, int count) {
    ByteBuffer buffer = buffer(source, at, (count - from) * dtype.bytes(), from * dtype.bytes());
    switch (dtype) {
      case BF16 -> {
        for (int i = from; i < count; i++) {
          target[i] = FloatCodec.fromBfloat16(buffer.getShort());
        }
      }
      case F16 -> {
        for (int i = from; i < count; i++) {
          target[i] = FloatCodec.fromFloat16(buffer.getShort());
        }
      }
      case F32 -> buffer.asFloatBuffer().get(target, from, count - from);
      case F64 -> {
        for (int i = from; i < count; i++) {
          target[i] = (float) buffer.getDouble();
        }
      }
    }
  }

  /**
   * Encodes {@code count} elements, rounding once, to nearest even.
   *
   * @param at first byte
   */
  public void encode(DType dtype, float[] source, int count, byte[] target, int at) {
    encode(dtype, source, 0, count, target, at);
  }

  final void encode(DType dtype, float[] source, int from, int count, byte[] target, int at) {
    ByteBuffer buffer = buffer(target, at, (count - from) * dtype.bytes(), from * dtype.bytes());
    switch (dtype) {
      case BF16 -> {
        for (int i = from; i < count; i++) {
          buffer.putShort(FloatCodec.toBfloat16(source[i]));
        }
      }
      case F16 -> {
        for (int i = from; i < count; i++) {
          buffer.putShort(FloatCodec.toFloat16(source[i]));
        }
      }
      case F32 -> buffer.asFloatBuffer().put(source, from, count - from);
      case F64 -> {
        for (int i = from; i < count; i++) {
          buffer.putDouble(source[i]);
        }
      }
    }
  }

  private static ByteBuffer buffer(byte[] bytes, int at, int length, int skipped) {
    return ByteBuffer.wrap(bytes, at + skipped, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether none of the stored elements is infinite or no number. */
  public boolean allFinite(DType dtype, byte[] source, int at, int count) {
    return allFinite(dtype, source, at, 0, count);
  }

  final boolean allFinite(DType dtype, byte[] source, int at, int from, int count) {
    ByteBuffer buffer = buffer(source, at, (count - from) * dtype.bytes(), from * dtype.bytes());
    boolean finite = true;
    for (int i = from; i < count; i++) {
      finite &=
          switch (dtype) {
            case BF16 -> (buffer.getShort() & 0x7f80) != 0x7f80;
            case F16 -> (buffer.getShort() & 0x7c00) != 0x7c00;
            case F32 -> Float.isFinite(buffer.getFloat());
            case F64 -> Double.isFinite(buffer.getDouble());
          };
    }
    return finite;
  }

  /**
   * Evaluates a linear form.
   *
   * @param vectors as many as the form has weights
   * @param origin of a form of differences, otherwise null
   */
  public void combine(
      LinearForm form, float[][] vectors, float[] origin, float[] target, int count) {
    if (form.ofDifferences()) {
      combineDifferences(form, vectors, origin, target, count);
      return;
    }
    boolean empty = true;
    for (int v = 0; v < vectors.length; v++) {
      float weight = form.weights()[v];
      float[] vector = vectors[v];
      if (weight == 0) {
        continue;
      }
      if (empty) {
        for (int i = 0; i < count; i++) {
          target[i] = weight * vector[i];
        }
      } else {
        for (int i = 0; i < count; i++) {
          target[i] += weight * vector[i];
        }
      }
      empty = false;
    }
    if (empty) {
      java.util.Arrays.fill(target, 0, count, 0);
    }
    divide(target, form.divisor(), count);
  }

  private static void combineDifferences(
      LinearForm form, float[][] vectors, float[] origin, float[] target, int count) {
    for (int v = 0; v < vectors.length; v++) {
      float weight = form.weights()[v];
      float[] vector = vectors[v];
      if (v == 0) {
        for (int i = 0; i < count; i++) {
          target[i] = weight * (vector[i] - origin[i]);
        }
      } else {
        for (int i = 0; i < count; i++) {
          target[i] += weight * (vector[i] - origin[i]);
        }
      }
    }
    divide(target, form.divisor(), count);
    float lambda = form.lambda();
    for (int i = 0; i < count; i++) {
      target[i] = origin[i] + lambda * target[i];
    }
  }

  private static void divide(float[] target, float divisor, int count) {
    if (divisor != 1) {
      for (int i = 0; i < count; i++) {
        target[i] /= divisor;
      }
    }
  }

  /** Whether {@link #combineBfloat16} can evaluate a form of some vectors. */
  public boolean combinesBfloat16(LinearForm form) {
    return false;
  }

  /**
   * Evaluates linear forms of the same vectors from stored bfloat16 to stored bfloat16 without the
   * detour over arrays of float32.
   *
   * @param forms all of differences or none, and each one that {@link #combinesBfloat16}
   * @param targets one for each form
   * @param at first byte in every array
   * @return false where an element is not finite or so large that a result might not be; the
   *     targets' content is then undefined
   */
  public boolean combineBfloat16(
      LinearForm[] forms, byte[][] vectors, byte[] origin, byte[][] targets, int at, int count) {
    return false;
  }

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

  /** The sum of partial sums, in one fixed order. */
  public static double total(double[] sums) {
    double[] left = sums.clone();
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        left[i] += left[i + width];
      }
    }
    return left[0];
  }

  /** Sets to zero what has a smaller magnitude than the one of these float bits. */
  public void dropBelow(int leastBits, float[] values, int count) {
    dropBelow(leastBits, values, 0, count);
  }

  static void dropBelow(int leastBits, float[] values, int from, int count) {
    for (int i = from; i < count; i++) {
      int bits = Float.floatToRawIntBits(values[i]) & 0x7fffffff;
      values[i] = bits >= leastBits ? values[i] : 0;
    }
  }

  /**
   * Elects the sign of each element by the sum of the vectors (zero counts as positive), sums those
   * that have it, and adds {@code lambda} times the sum to an origin; a zero has no sign.
   *
   * @param weights what each vector adds to the divisor where it takes part; null for no division
   */
  public void addElected(
      float[][] vectors, float[] weights, float[] origin, float lambda, float[] target, int count) {
    addElected(vectors, weights, origin, lambda, target, 0, count);
  }

  static void addElected(
      float[][] vectors,
      float[] weights,
      float[] origin,
      float lambda,
      float[] target,
      int from,
      int count) {
    for (int i = from; i < count; i++) {
      float vote = 0;
      for (float[] vector : vectors) {
        vote += vector[i];
      }
      float sign = vote >= 0 ? 1 : -1;
      float sum = 0;
      float weight = 0;
      for (int v = 0; v < vectors.length; v++) {
        if (vectors[v][i] * sign > 0) {
          sum += vectors[v][i];
          weight += weights == null ? 0 : weights[v];
        }
      }
      target[i] = origin[i] + lambda * (weight != 0 ? sum / weight : sum);
    }
  }

  /**
   * {@code weight (factor d)} of the differences {@code d = x - origin} of at least some magnitude;
   * of the others d counts as zero.
   *
   * @param leastBits the float bits of that magnitude
   */
  public void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int count) {
    weighLargest(leastBits, x, origin, factor, weight, target, 0, count);
  }

  static void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int from,
      int count) {
    for (int i = from; i < count; i++) {
      float delta = x[i] - origin[i];
      int bits = Float.floatToRawIntBits(delta) & 0x7fffffff;
      target[i] = weight * (factor * (bits >= leastBits ? delta : 0));
    }
  }

  /**
   * The same of the elements whose random number is below {@code limit}; see {@link CounterRandom}.
   *
   * @param first the flat index of element 0
   */
  public void weighDrawn(
      CounterRandom random,
      long limit,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      long first,
      int count) {
    weighDrawn(random, limit, x, origin, factor, weight, target, first, 0, count);
  }

  static void weighDrawn(
      CounterRandom random,
      long limit,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      long first,
      int from,
      int count) {
    for (int i = from; i < count; i++) {
      float delta = x[i] - origin[i];
      target[i] = weight * (factor * (random.word(first + i) < limit ? delta : 0));
    }
  }

  /**
   * Sets to zero every element whose random number is {@code limit} or more; see {@link
   * CounterRandom}.
   *
   * @param first the flat index of element 0
   */
  public void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int count) {
    dropRandomly(random, limit, values, first, 0, count);
  }

  static void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int from, int count) {
    for (int i = from; i < count; i++) {
      values[i] = random.word(first + i) < limit ? values[i] : 0;
    }
  }

  /**
   * Adds whole stripes to the lanes of a {@link LaneDigest}.
   *
   * @param to behind the last byte
   */
  void addToLanes(int[] lanes, byte[] source, int from, int to) {
    ByteBuffer words = buffer(source, from, to - from, 0);
    for (int lane = 0; words.hasRemaining(); lane = (lane + 1) % LaneDigest.LANES) {
      int product = (lanes[lane] ^ words.getInt()) * LaneDigest.PRIME;
      lanes[lane] = product ^ product >>> LaneDigest.SHIFT;
    }
  }
}
