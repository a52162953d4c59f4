package org.alphagrid.tensor;

/**
 * {@link BlockForms} by the Vector API: the same operations in the same order on every element, no
 * fused multiply-add.
 */
final class VectorForms extends BlockForms {
  private static final int WIDTH = VectorLanes.WIDTH;

  private static final BlockCodec PLAIN = BlockMath.scalar().codec();

  /** Fewer forms of the same vectors look for themselves whether their results are finite. */
  private static final int LEAST_TO_LOOK_ONCE = 3;

  /** What is smaller stays finite through the roundings of a linear form and to bfloat16. */
  private static final double MOST_SURELY_FINITE = 0x1p127;

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
          LoopsOfForms.differencesOfFirst(forms[f], x, y, origin, targets[f], at, to)
              && LoopsOfForms.differencesOfSecond(forms[f], x, y, origin, targets[f], at, to);
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
        LoopsOfForms.scale(a + b, vectors[a == 0 ? 1 : 0], targets[f], at, to);
      } else {
        LoopsOfForms.sumOfFinite(a, vectors[0], b, vectors[1], targets[f], at, to);
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
        finite = LoopsOfForms.scale(weights[first], x, targets[f], at, to);
      } else {
        byte[] y = vectors[second];
        finite = LoopsOfForms.sum(weights[first], x, weights[second], y, targets[f], at, to);
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
    return Float.intBitsToFloat(LoopsOfForms.largestBfloat16(stored, at, to) << 16);
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
    boolean finite = !form.ofDifferences() || PLAIN.allFinite(DType.BF16, origin, at, count);
    float[][] decoded = new float[vectors.length][count];
    for (int v = 0; v < vectors.length; v++) {
      finite &= PLAIN.allFinite(DType.BF16, vectors[v], at, count);
      PLAIN.decode(DType.BF16, vectors[v], at, decoded[v], 0, count);
    }
    float[] from = form.ofDifferences() ? new float[count] : null;
    if (from != null) {
      PLAIN.decode(DType.BF16, origin, at, from, 0, count);
    }
    float[] merged = new float[count];
    combine(form, decoded, from, merged, count);
    PLAIN.encode(DType.BF16, merged, 0, count, target, at);
    return finite && PLAIN.allFinite(DType.BF16, target, at, count);
  }
}
