package org.alphagrid.tensor;

import java.util.Locale;
import jdk.incubator.vector.VectorShape;

/**
 * {@link BlockMath} by the Vector API. The same operations in the same order on every element, no
 * fused multiply-add, and the same sixteen partial sums at any vector width; so the bits are equal.
 */
final class VectorMath extends BlockMath {
  private static final int WIDTH = VectorLanes.WIDTH;

  /** Fewer forms of the same vectors look for themselves whether their results are finite. */
  private static final int LEAST_TO_LOOK_ONCE = 3;

  /** What is smaller stays finite through the roundings of a linear form and to bfloat16. */
  private static final double MOST_SURELY_FINITE = 0x1p127;

  /** Elements between two loops that would be too large for the compiler as one. */
  private static final int PART = 1024;

  @Override
  public String name() {
    return String.format(Locale.ROOT, "vector of %d bits", VectorLanes.SHAPE.vectorBitSize());
  }

  @Override
  public void decode(DType dtype, byte[] source, int at, float[] target, int count) {
    int whole = whole(dtype, count);
    if (dtype == DType.BF16) {
      VectorLoops.decodeBfloat16(source, at, target, whole);
    } else if (dtype == DType.F16) {
      VectorLoops.decodeFloat16(source, at, target, whole);
    }
    decode(dtype, source, at, target, whole, count);
  }

  @Override
  public void encode(DType dtype, float[] source, int count, byte[] target, int at) {
    int whole = whole(dtype, count);
    if (dtype == DType.BF16) {
      VectorLoops.encodeBfloat16(source, whole, target, at);
    } else if (dtype == DType.F16) {
      int[] part = new int[PART];
      for (int i = 0; i < whole; i += PART) {
        int length = Math.min(PART, whole - i);
        VectorLoops.roundToFloat16(source, i, part, length);
        VectorLoops.storeUpper(part, length, target, at + 2 * i);
      }
    }
    encode(dtype, source, whole, count, target, at);
  }

  /** How many elements the loops take; the others are bulk copies or the definition's. */
  private static int whole(DType dtype, int count) {
    return dtype.bytes() == 2 ? count - count % (2 * WIDTH) : 0;
  }

  @Override
  public boolean allFinite(DType dtype, byte[] source, int at, int count) {
    if (dtype == DType.F64) {
      return allFinite(dtype, source, at, 0, count);
    }
    int whole = count - count % (4 * WIDTH / dtype.bytes());
    int to = at + whole * dtype.bytes();
    int overflow =
        switch (dtype) {
          case BF16 -> VectorLoops.exponentOverflow(source, at, to, 0x7f807f80, 0x00800080);
          case F16 -> VectorLoops.exponentOverflow(source, at, to, 0x7c007c00, 0x04000400);
          case F32, F64 -> VectorLoops.exponentOverflow(source, at, to, 0x7f800000, 0x00800000);
        };
    int signs = dtype == DType.F32 ? 0x80000000 : 0x80008000;
    return (overflow & signs) == 0 && allFinite(dtype, source, at, whole, count);
  }

  @Override
  public boolean combinesBfloat16(LinearForm form) {
    float[] weights = form.weights();
    if (form.divisor() != 1) {
      return false;
    }
    if (form.ofDifferences()) {
      return weights.length == 2;
    }
    int first = next(weights, 0);
    return first < weights.length && next(weights, next(weights, first + 1) + 1) >= weights.length;
  }

  @Override
  public boolean combineBfloat16(
      LinearForm[] forms, byte[][] vectors, byte[] origin, byte[][] targets, int at, int count) {
    int whole = count - count % (2 * WIDTH);
    int to = at + 2 * whole;
    boolean done =
        forms[0].ofDifferences()
            ? differences(forms, vectors, origin, targets, at, to)
            : sums(forms, vectors, targets, at, to);
    if (done && whole < count) {
      for (int f = 0; f < forms.length; f++) {
        done &= combineTail(forms[f], vectors, origin, targets[f], to, count - whole);
      }
    }
    return done;
  }

  private static boolean differences(
      LinearForm[] forms, byte[][] vectors, byte[] origin, byte[][] targets, int at, int to) {
    byte[] x = vectors[0];
    byte[] y = vectors[1];
    boolean finite = true;
    for (int f = 0; f < forms.length && finite; f++) {
      // What is not finite shows in every result, whatever its weight.
      finite =
          VectorLoops.differencesOfFirst(forms[f], x, y, origin, targets[f], at, to)
              && VectorLoops.differencesOfSecond(forms[f], x, y, origin, targets[f], at, to);
    }
    return finite;
  }

  /** Many forms of two vectors share the look at whether their results are finite. */
  private static boolean sums(
      LinearForm[] forms, byte[][] vectors, byte[][] targets, int at, int to) {
    if (forms.length < LEAST_TO_LOOK_ONCE || vectors.length != 2) {
      return eachSum(forms, vectors, targets, at, to);
    }
    if (!staysFinite(forms, largest(vectors, at, to))) {
      return false;
    }
    for (int f = 0; f < forms.length; f++) {
      float a = forms[f].weights()[0];
      float b = forms[f].weights()[1];
      if (a == 0 || b == 0) {
        VectorLoops.scale(a + b, vectors[a == 0 ? 1 : 0], targets[f], at, to);
      } else {
        VectorLoops.sumOfFinite(a, vectors[0], b, vectors[1], targets[f], at, to);
      }
    }
    return true;
  }

  private static boolean eachSum(
      LinearForm[] forms, byte[][] vectors, byte[][] targets, int at, int to) {
    boolean finite = true;
    for (int f = 0; f < forms.length && finite; f++) {
      float[] weights = forms[f].weights();
      int first = next(weights, 0);
      int second = next(weights, first + 1);
      byte[] x = vectors[first];
      if (second == weights.length) {
        finite = VectorLoops.scale(weights[first], x, targets[f], at, to);
      } else {
        byte[] y = vectors[second];
        finite = VectorLoops.sum(weights[first], x, weights[second], y, targets[f], at, to);
      }
      // A finite result has only finite terms, but what has no weight is no term.
      for (int v = 0; v < vectors.length; v++) {
        finite &= weights[v] != 0 || largest(vectors[v], at, to) < Float.POSITIVE_INFINITY;
      }
    }
    return finite;
  }

  /** Written so that no number counts as too large. */
  private static boolean staysFinite(LinearForm[] forms, float largest) {
    boolean finite = true;
    for (LinearForm form : forms) {
      finite &= largest * form.growth() < MOST_SURELY_FINITE;
    }
    return finite;
  }

  private static float largest(byte[][] vectors, int at, int to) {
    float largest = 0;
    for (byte[] vector : vectors) {
      largest = Math.max(largest, largest(vector, at, to));
    }
    return largest;
  }

  /** The largest magnitude of stored bfloat16; infinite or no number where one is. */
  private static float largest(byte[] stored, int at, int to) {
    return Float.intBitsToFloat(VectorLoops.largestBfloat16(stored, at, to) << 16);
  }

  private static int next(float[] weights, int from) {
    int v = from;
    while (v < weights.length && weights[v] == 0) {
      v++;
    }
    return v;
  }

  private boolean combineTail(
      LinearForm form, byte[][] vectors, byte[] origin, byte[] target, int at, int count) {
    boolean finite = !form.ofDifferences() || allFinite(DType.BF16, origin, at, count);
    float[][] decoded = new float[vectors.length][count];
    for (int v = 0; v < vectors.length; v++) {
      finite &= allFinite(DType.BF16, vectors[v], at, count);
      decode(DType.BF16, vectors[v], at, decoded[v], 0, count);
    }
    float[] from = form.ofDifferences() ? new float[count] : null;
    if (from != null) {
      decode(DType.BF16, origin, at, from, 0, count);
    }
    float[] merged = new float[count];
    combine(form, decoded, from, merged, count);
    encode(DType.BF16, merged, 0, count, target, at);
    return finite && allFinite(DType.BF16, target, at, count);
  }

  @Override
  public void addProducts(
      double[] sums, float[] x, float[] y, float[] origin, long first, int count) {
    int whole = first % LANES == 0 ? count - count % LANES : 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      if (origin == null) {
        VectorLoops.addProducts(sums, x, y, lane, whole);
      } else {
        VectorLoops.addDifferenceProducts(sums, x, y, origin, lane, whole);
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
          VectorLoops.addComparison(squaresOfX, squaresOfY, squaresOfGap, x, y, lane, whole);
    }
    return different
        + addComparison(squaresOfX, squaresOfY, squaresOfGap, x, y, first, whole, count);
  }

  @Override
  public void addMagnitudes(double[] sums, float[] x, long first, int count) {
    int whole = first % LANES == 0 ? count - count % LANES : 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      VectorLoops.addMagnitudes(sums, x, lane, whole);
    }
    addMagnitudes(sums, x, first, whole, count);
  }

  @Override
  public void dropBelow(int leastBits, float[] values, int count) {
    int whole = count - count % WIDTH;
    VectorLoops.dropBelow(leastBits, values, whole);
    dropBelow(leastBits, values, whole, count);
  }

  @Override
  public void addElected(
      float[][] vectors, float[] weights, float[] origin, float lambda, float[] target, int count) {
    int whole = 0;
    if (vectors.length == 2) {
      whole = count - count % WIDTH;
      float[] x = vectors[0];
      float[] y = vectors[1];
      if (weights == null) {
        VectorLoops.addElected(x, y, origin, lambda, target, whole);
      } else {
        VectorLoops.addElected(x, y, weights[0], weights[1], origin, lambda, target, whole);
      }
    }
    addElected(vectors, weights, origin, lambda, target, whole, count);
  }

  @Override
  public void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int count) {
    int whole = count - count % WIDTH;
    VectorLoops.weighLargest(leastBits, x, origin, factor, weight, target, whole);
    weighLargest(leastBits, x, origin, factor, weight, target, whole, count);
  }

  @Override
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
    int from = (int) Math.min(count, first & 1);
    int to = wholeDraws(from, count);
    weighDrawn(random, limit, x, origin, factor, weight, target, first, 0, from);
    VectorLoops.weighDrawn(
        random.key(), (int) limit, (first + from) / 2, x, origin, factor, weight, target, from, to);
    weighDrawn(random, limit, x, origin, factor, weight, target, first, to, count);
  }

  /** Narrower vectors have no product of longs. A limit of 2^31 is right as an int as well. */
  private static int wholeDraws(int from, int count) {
    return VectorLanes.SHAPE == VectorShape.S_512_BIT ? count - (count - from) % WIDTH : from;
  }

  @Override
  public void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int count) {
    int from = (int) Math.min(count, first & 1);
    int to = wholeDraws(from, count);
    dropRandomly(random, limit, values, first, 0, from);
    VectorLoops.dropRandomly(random.key(), (int) limit, (first + from) / 2, values, from, to);
    dropRandomly(random, limit, values, first, to, count);
  }

  @Override
  void addToLanes(int[] lanes, byte[] source, int from, int to) {
    for (int lane = 0; lane < LaneDigest.LANES; lane += 4 * WIDTH) {
      VectorLoops.addToLanes(lanes, lane, source, from + lane * Integer.BYTES, to);
    }
  }
}
