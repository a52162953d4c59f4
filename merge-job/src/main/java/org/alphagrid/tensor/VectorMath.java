package org.alphagrid.tensor;

import java.util.Locale;
import jdk.incubator.vector.VectorShape;

/**
 * {@link BlockMath} by the Vector API. The same operations in the same order on every element, no
 * fused multiply-add, and the same sixteen partial sums at any vector width; so the bits are equal.
 */
final class VectorMath extends BlockMath {
  private static final int WIDTH = VectorLanes.WIDTH;

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
  public boolean combineBfloat16(
      LinearForm form, byte[][] vectors, byte[] origin, byte[] target, int at, int count) {
    if (form.divisor() != 1) {
      return false;
    }
    int whole = count - count % (2 * WIDTH);
    int to = at + 2 * whole;
    boolean done;
    if (form.ofDifferences()) {
      done =
          vectors.length == 2
              && VectorLoops.differencesOfFirst(
                  form, vectors[0], vectors[1], origin, target, at, to)
              && VectorLoops.differencesOfSecond(
                  form, vectors[0], vectors[1], origin, target, at, to);
    } else {
      done = plain(form.weights(), vectors, target, at, to);
    }
    if (done && whole < count) {
      combineTail(form, vectors, origin, target, to, count - whole);
    }
    return done;
  }

  private static boolean plain(float[] weights, byte[][] vectors, byte[] target, int at, int to) {
    int first = next(weights, 0);
    int second = next(weights, first + 1);
    if (first == vectors.length || next(weights, second + 1) < vectors.length) {
      return false;
    }
    return second == vectors.length
        ? VectorLoops.scale(weights[first], vectors[first], target, at, to)
        : VectorLoops.sum(
            weights[first], vectors[first], weights[second], vectors[second], target, at, to);
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
  public void elect(float[][] vectors, float[] weights, float[] target, int count) {
    int whole = 0;
    if (vectors.length == 2) {
      whole = count - count % WIDTH;
      if (weights == null) {
        VectorLoops.elect(vectors[0], vectors[1], target, whole);
      } else {
        VectorLoops.elect(vectors[0], vectors[1], weights[0], weights[1], target, whole);
      }
    }
    elect(vectors, weights, target, whole, count);
  }

  @Override
  public void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int count) {
    int whole = VectorLanes.SHAPE == VectorShape.S_512_BIT ? count - count % WIDTH : 0;
    long[] kept = new long[whole == 0 ? 0 : PART];
    for (int i = 0; i < whole; i += PART) {
      int length = Math.min(PART, whole - i);
      VectorLoops.draw(random.key(), limit, first + i, kept, length);
      VectorLoops.keep(kept, values, i, length);
    }
    dropRandomly(random, limit, values, first, whole, count);
  }
}
