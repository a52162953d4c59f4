package org.alphagrid.merge.tensor;

/**
 * Computes {@link BlockCombinations} by the Vector API: the same operations in the same order on
 * every element, no fused multiply-add.
 */
final class VectorCombinations extends BlockCombinations {
  private static final BlockCodec PLAIN = BlockMath.scalar().codec();

  /** Elements of two vectors of ints. */
  private static final int PAIRS = 2 * VectorLanes.WIDTH;

  private static final int STRIPE = StripedChecksum.STRIPE_BYTES / DType.BF16.bytes();

  /**
   * So many results are made at once; fewer forms look for themselves whether theirs are finite.
   */
  private static final int GROUP = 3;

  /** What is smaller stays finite through the roundings of a linear form and to bfloat16. */
  private static final double MOST_SURELY_FINITE = 0x1p127;

  @Override
  public boolean combinesBfloat16(LinearCombination form) {
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
      LinearCombination[] forms, StoredVectors vectors, StoredResult[] results) {
    if (canGroup(forms, vectors, results)) {
      return sumsInThrees(forms, vectors, results);
    }
    int whole = vectors.count() - vectors.count() % PAIRS;
    boolean done = true;
    for (int f = 0; f < forms.length && done; f++) {
      done =
          (forms[f].ofDifferences()
                  // What is not finite shows in every result, whatever its weight.
                  ? LoopsOfCombinations.differences(forms[f], vectors, whole, results[f])
                  : sum(forms[f], vectors, whole, results[f]))
              && (whole == vectors.count() || combineTail(forms[f], vectors, whole, results[f]));
    }
    for (int f = 0; f < forms.length && done; f++) {
      results[f].digested(vectors.count());
    }
    return done;
  }

  private static boolean sum(
      LinearCombination form, StoredVectors vectors, int whole, StoredResult result) {
    float[] weights = form.weights();
    int first = next(weights, 0);
    int second = next(weights, first + 1);
    boolean finite =
        second == weights.length
            ? LoopsOfCombinations.scale(weights[first], vectors, first, whole, result)
            : LoopsOfCombinations.sum(form, vectors, first, second, whole, result);
    // A finite result has only finite terms, but what has no weight is no term.
    for (int v = 0; v < weights.length; v++) {
      finite &= weights[v] != 0 || largest(vectors, v, v, whole) < Float.POSITIVE_INFINITY;
    }
    return finite;
  }

  /** Returns whether results can be made, and digested, in threes. */
  private static boolean canGroup(
      LinearCombination[] forms, StoredVectors vectors, StoredResult[] results) {
    boolean can =
        forms.length >= GROUP
            && !forms[0].ofDifferences()
            && vectors.vectors().length == 2
            && vectors.count() % STRIPE == 0;
    for (int f = 0; f < forms.length && can; f++) {
      can = results[f].takesStripes() && results[f].at() == results[0].at();
    }
    return can;
  }

  /** Many forms of two vectors share the look at whether their results are finite. */
  private static boolean sumsInThrees(
      LinearCombination[] forms, StoredVectors vectors, StoredResult[] results) {
    int count = vectors.count();
    if (!staysFinite(forms, largest(vectors, 0, 1, count))) {
      return false;
    }
    LinearCombination[] group = new LinearCombination[GROUP];
    StoredResult[] groupResults = new StoredResult[GROUP];
    int waiting = 0;
    for (int f = 0; f < forms.length; f++) {
      float[] weights = forms[f].weights();
      if (weights[0] == 0 || weights[1] == 0) {
        // What has no weight is left out, signed zeros and all.
        sum(forms[f], vectors, count, results[f]);
        results[f].digested(count);
        continue;
      }
      group[waiting] = forms[f];
      groupResults[waiting++] = results[f];
      if (waiting == GROUP) {
        threeSums(group, vectors, groupResults);
        waiting = 0;
      }
    }
    for (int g = 0; g < waiting; g++) {
      LoopsOfCombinations.sumOfFinite(group[g], vectors, groupResults[g]);
      groupResults[g].digested(count);
    }
    return true;
  }

  private static void threeSums(
      LinearCombination[] forms, StoredVectors vectors, StoredResult[] results) {
    int[][] lanes = new int[GROUP][];
    for (int g = 0; g < GROUP; g++) {
      lanes[g] = results[g].lanes(vectors.count());
    }
    for (int lane = 0; lane < StripedChecksum.LANES; lane += VectorLanes.WIDTH) {
      LoopsOfCombinations.threeSums(forms, vectors, results, lanes, lane);
    }
  }

  /** Written so that no number counts as too large. */
  private static boolean staysFinite(LinearCombination[] forms, float largest) {
    boolean finite = true;
    for (LinearCombination form : forms) {
      finite &= largest * form.growth() < MOST_SURELY_FINITE;
    }
    return finite;
  }

  /** Returns the largest magnitude of two vectors' elements; infinite or no number where one is. */
  private static float largest(StoredVectors vectors, int v, int w, int whole) {
    byte[] x = vectors.vectors()[v];
    byte[] y = vectors.vectors()[w];
    int bits = LoopsOfCombinations.largestBfloat16(x, y, vectors.at(), vectors.end(whole));
    return Float.intBitsToFloat(bits << 16);
  }

  private static int next(float[] weights, int from) {
    int v = from;
    while (v < weights.length && weights[v] == 0) {
      v++;
    }
    return v;
  }

  private boolean combineTail(
      LinearCombination form, StoredVectors vectors, int whole, StoredResult result) {
    int at = vectors.end(whole);
    int count = vectors.count() - whole;
    boolean finite =
        !form.ofDifferences() || PLAIN.allFinite(DType.BF16, vectors.origin(), at, count);
    float[][] decoded = new float[vectors.vectors().length][count];
    for (int v = 0; v < decoded.length; v++) {
      finite &= PLAIN.allFinite(DType.BF16, vectors.vectors()[v], at, count);
      PLAIN.decode(DType.BF16, vectors.vectors()[v], at, decoded[v], count);
    }
    float[] from = form.ofDifferences() ? new float[count] : null;
    if (from != null) {
      PLAIN.decode(DType.BF16, vectors.origin(), at, from, count);
    }
    float[] merged = new float[count];
    combine(form, decoded, from, merged, count);
    int target = result.at() + at - vectors.at();
    PLAIN.encode(DType.BF16, merged, count, result.bytes(), target);
    return finite && PLAIN.allFinite(DType.BF16, result.bytes(), target, count);
  }
}
