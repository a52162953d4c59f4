package org.alphagrid.generate;

/**
 * The weight of every token of a vocabulary, e^((logit - largest) / temperature), and draws from
 * them. Sums are of eight interleaved parts for each block of ids, in one order on every machine.
 */
final class TokenWeights {
  /** Ids that are worked on while they are in the processor's nearest cache. */
  static final int BLOCK = 512;

  private final double[] exponents; // [vocabulary], how far below the largest, in temperatures
  private final double[] weights; // [vocabulary]
  private final double[] sums; // [blocks]
  private double farthest; // the largest exponent

  TokenWeights(int vocabularySize) {
    this.exponents = new double[vocabularySize];
    this.weights = new double[vocabularySize];
    this.sums = new double[(vocabularySize + BLOCK - 1) / BLOCK];
  }

  int size() {
    return weights.length;
  }

  double exponent(int id) {
    return exponents[id];
  }

  double weight(int id) {
    return weights[id];
  }

  void set(int id, double weight) {
    weights[id] = weight;
  }

  /** Weighs one token; what {@link #weigh} gives it. */
  static double weight(float logit, double largest, double inverseTemperature) {
    return NegativeExponential.of((largest - logit) * inverseTemperature);
  }

  /** Weighs every token; returns the sum. */
  double weigh(float[] logits, double largest, double inverseTemperature) {
    farthest = 0;
    for (int block = 0; block < sums.length; block++) {
      int from = block * BLOCK;
      int to = end(block);
      double most = exponents(logits, from, to, largest, inverseTemperature);
      NegativeExponential.of(exponents, weights, from, to, most);
      farthest = Math.max(farthest, most);
    }
    return total();
  }

  private double exponents(
      float[] logits, int from, int to, double largest, double inverseTemperature) {
    double most = 0;
    for (int id = from; id < to; id++) {
      double exponent = (largest - logits[id]) * inverseTemperature;
      exponents[id] = exponent;
      most = exponent > most ? exponent : most;
    }
    return most;
  }

  /** Weighs every token as at first. */
  void restore() {
    NegativeExponential.of(exponents, weights, 0, weights.length, farthest);
  }

  /** The sum of some tokens' weights. */
  double sum(int[] ids, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[ids[i]];
    }
    return sum;
  }

  /** Adds up what there is now. */
  double total() {
    double total = 0;
    for (int block = 0; block < sums.length; block++) {
      sums[block] = sum(block * BLOCK, end(block));
      total += sums[block];
    }
    return total;
  }

  private double sum(int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      a += weights[i];
      b += weights[i + 1];
      c += weights[i + 2];
      d += weights[i + 3];
      e += weights[i + 4];
      f += weights[i + 5];
      g += weights[i + 6];
      h += weights[i + 7];
    }
    for (; i < to; i++) {
      a += weights[i];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /**
   * Weighs tokens 0 that lie as far below the largest as {@code end}, or farther.
   *
   * @param between takes the ids of those from {@code first} to below {@code end}; has room for all
   * @return how many of them there are
   */
  int dropFrom(double first, double end, int[] between) {
    int count = 0;
    for (int block = 0; block < sums.length; block++) {
      int from = block * BLOCK;
      int to = end(block);
      for (int id = from; id < to; id++) {
        between[count] = id;
        count += isBetween(exponents[id], first, end);
      }
      dropFrom(end, from, to);
    }
    return count;
  }

  /** 1 or 0 without a branch: which it is cannot be foretold. */
  private static int isBetween(double exponent, double first, double end) {
    long below = Double.doubleToRawLongBits(exponent - first);
    long belowEnd = Double.doubleToRawLongBits(exponent - end);
    return (int) ((~below & belowEnd) >>> (Long.SIZE - 1));
  }

  private void dropFrom(double exponent, int from, int to) {
    for (int id = from; id < to; id++) {
      // Again without a branch.
      double distance = (exponent - exponents[id]) * Double.MAX_VALUE;
      weights[id] *= Math.min(1, Math.max(0, distance));
    }
  }

  /** Weighs tokens 0 that weigh less than this. */
  void dropBelow(double least) {
    for (int id = 0; id < weights.length; id++) {
      weights[id] = weights[id] >= least ? weights[id] : 0;
    }
  }

  /**
   * The first id at which the weights pass a share of the total; the last one that weighs anything
   * where rounding keeps them from it. {@link #total} must have been called since the last change.
   */
  int draw(double uniform) {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    double left = uniform * total;
    int block = 0;
    while (block < sums.length - 1 && left >= sums[block]) {
      left -= sums[block++];
    }
    return walk(weights, block * BLOCK, end(block), left);
  }

  /** The first place whose weight passes what is left; the last one with a weight if none does. */
  static int walk(double[] weights, int from, int to, double start) {
    double left = start;
    int last = -1;
    for (int i = from; i < to; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    // Only rounding leads here: the walk ended a hair short of the total.
    int before = from;
    while (last < 0) {
      last = weights[--before] > 0 ? before : -1;
    }
    return last;
  }

  private int end(int block) {
    return Math.min(weights.length, (block + 1) * BLOCK);
  }
}
