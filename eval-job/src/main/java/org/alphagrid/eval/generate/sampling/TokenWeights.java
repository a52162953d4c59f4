package org.alphagrid.eval.generate.sampling;

/**
 * Holds the weight of every token of a vocabulary, e^((logit - largest) / temperature), which of
 * them are kept, and draws from those. Sums are kept by blocks of ids ({@link LogitMath}), so that
 * a draw looks into one block only.
 */
final class TokenWeights {
  private final LogitMath math;
  private final float[] weights; // [vocabulary]
  private final double[] sums; // [blocks], of what is kept
  private final double[] inBlock = new double[LogitMath.BLOCK];
  private float[] logits;
  private float largest;
  private float inverseTemperature;
  private float end;

  TokenWeights(int vocabularySize) {
    this.math = LogitMath.fastest(vocabularySize);
    this.weights = new float[vocabularySize];
    this.sums = new double[(vocabularySize + LogitMath.BLOCK - 1) / LogitMath.BLOCK];
  }

  int size() {
    return weights.length;
  }

  /** Returns how far a token lies below the largest, in temperatures. */
  float distance(int id) {
    return LogitMath.distance(logits[id], largest, inverseTemperature);
  }

  float weight(int id) {
    return weights[id];
  }

  /** Weighs one token; what {@link #weigh} gives it. */
  static float weight(float logit, float largest, float inverseTemperature) {
    return LogitMath.weight(LogitMath.distance(logit, largest, inverseTemperature));
  }

  /** Weighs and keeps every token; returns the sum. */
  double weigh(float[] newLogits, float newLargest, float newInverseTemperature) {
    logits = newLogits;
    largest = newLargest;
    inverseTemperature = newInverseTemperature;
    end = LogitMath.END;
    math.weigh(logits, largest, inverseTemperature, weights, sums);
    return total();
  }

  /** Returns about the sum of the weights of at least {@code least}, kept or not. */
  double about(float least) {
    return math.about(weights, least);
  }

  /** Returns the sum of what is kept. */
  double total() {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  /**
   * Keeps the tokens nearer to the largest than {@code first}. Those between there and {@code
   * newEnd} wait for {@link #keepIf}, one by one.
   *
   * @param between takes the waiting ids; has room for all
   * @return how many wait
   */
  int split(float first, float newEnd, int[] between) {
    end = newEnd;
    return math.split(logits, largest, inverseTemperature, first, end, weights, sums, between);
  }

  /**
   * Keeps or drops a token that waited, or lets it wait on.
   *
   * @param kept whether it is kept
   * @param waits whether it waits on
   */
  void keepIf(boolean kept, boolean waits, int id) {
    sums[id / LogitMath.BLOCK] += kept ? weights[id] : 0;
    weights[id] = kept | waits ? weights[id] : 0;
  }

  /** Drops tokens that weigh less than this. */
  void dropBelow(double least) {
    for (int block = 0; block < sums.length; block++) {
      int from = block * LogitMath.BLOCK;
      int count = lookInto(block);
      sums[block] = 0;
      for (int i = 0; i < count; i++) {
        weights[from + i] = inBlock[i] >= least ? weights[from + i] : 0;
        sums[block] += inBlock[i] >= least ? inBlock[i] : 0;
      }
    }
  }

  /** Copies the weights in a block that are kept; returns how many ids it has. */
  private int lookInto(int block) {
    int from = block * LogitMath.BLOCK;
    int count = Math.min(LogitMath.BLOCK, weights.length - from);
    for (int i = 0; i < count; i++) {
      inBlock[i] = distance(from + i) < end ? weights[from + i] : 0;
    }
    return count;
  }

  /**
   * Returns the first id at which the kept weights pass a share of their sum; the last one that
   * weighs anything where rounding keeps them from it.
   */
  int draw(double uniform) {
    double left = uniform * total();
    int block = 0;
    while (block < sums.length - 1 && left >= sums[block]) {
      left -= sums[block++];
    }
    int place = walk(inBlock, lookInto(block), left);
    while (place < 0) {
      // Only rounding leads here: the walk ended a hair short of the total.
      place = walk(inBlock, lookInto(--block), Double.MAX_VALUE);
    }
    return block * LogitMath.BLOCK + place;
  }

  /**
   * Returns the first place whose weight passes what is left; the last one with a weight if none
   * does, -1 if none has any.
   */
  static int walk(double[] weights, int count, double start) {
    double left = start;
    int last = -1;
    for (int i = 0; i < count; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
