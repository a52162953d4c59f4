package org.alphagrid.eval.generate.sampling;

import java.util.Arrays;

/**
 * Finds where a share of all probability ends when tokens are taken best first, without sorting
 * them. A sample of the tokens tells about how mass lies by logit, and the mass of all tokens up to
 * a place how far the cut is from there. Among the few tokens that lie about the cut a histogram of
 * mass by logit finds the bin, and only that bin is ordered. Where the sample misleads, more tokens
 * are looked at, and at last all.
 */
final class TopPCutoff {
  private static final int BINS_PER_UNIT = 128;
  private static final int BINS = (int) LogitMath.END * BINS_PER_UNIT;

  /** One token of so many is looked at first. */
  private static final int STRIDE = 16;

  /** How far the sample may mislead, in standard deviations; then how much further. */
  private static final double DEVIATIONS = 3;

  private static final double[] WIDER = {1, 8};

  /** Looking at so many equal tokens costs less than another guess. */
  private static final int FEW = 2000;

  private static final int MOST_GUESSES = 4;

  /** Relative error of {@link TokenWeights#about}. */
  private static final double ROUNDING = 1e-5;

  private final TopSelection selection;
  private final double[] sampled = new double[BINS]; // about the mass of all tokens, as below
  private final double[] mass = new double[BINS]; // by distance from the largest logit
  private final int[] near; // [vocabulary]
  private final int[] inBin; // [vocabulary]

  TopPCutoff(int vocabularySize, TopSelection selection) {
    this.selection = selection;
    this.near = new int[vocabularySize];
    this.inBin = new int[vocabularySize];
  }

  /**
   * Keeps the smallest best set of tokens with at least the wanted mass.
   *
   * @param logits [vocabulary]
   * @param weights of the same, all kept
   * @param total of the weights
   */
  void keep(float[] logits, TokenWeights weights, double wanted, double total) {
    sample(weights);
    int bin = moved(0, wanted);
    double margin = Double.MAX_VALUE;
    for (int guess = 0; guess < MOST_GUESSES && margin > FEW * weight(bin); guess++) {
      int before = bin;
      double gap = wanted - weights.about(weight(before));
      bin = moved(before, gap);
      // Each token of the sample stands for many that weigh as much.
      double heaviest = STRIDE * weight(Math.min(before, bin));
      margin = DEVIATIONS * (Math.sqrt(Math.abs(gap) * heaviest) + heaviest) + ROUNDING * total;
    }
    for (double wider : WIDER) {
      int first = moved(bin, -wider * margin);
      int last = moved(bin, wider * margin + sampled[bin]);
      if (keepBetween(logits, weights, wanted, first, last)) {
        return;
      }
    }
    int count = weights.split(0, LogitMath.END, near);
    weighNear(weights, 0, BINS - 1, count);
    keepNear(logits, weights, wanted, 0, 0, count);
  }

  private void sample(TokenWeights weights) {
    Arrays.fill(sampled, 0);
    for (int id = 0; id < weights.size(); id += STRIDE) {
      sampled[bin(weights.distance(id))] += STRIDE * weights.weight(id);
    }
  }

  /**
   * Returns the bin in which so much mass ends, counted from where another begins, as the sample
   * says.
   */
  private int moved(int from, double gap) {
    int bin = from;
    double left = gap;
    while (bin < BINS - 1 && left >= sampled[bin]) {
      left -= sampled[bin++];
    }
    while (bin > 0 && left < 0) {
      left += sampled[--bin];
    }
    return bin;
  }

  /** Returns what a token weighs where a bin begins. */
  private static float weight(int bin) {
    return LogitMath.weight((float) bin / BINS_PER_UNIT);
  }

  /** Keeps if the cut lies between two bins; false and nothing changed otherwise. */
  private boolean keepBetween(
      float[] logits, TokenWeights weights, double wanted, int first, int last) {
    // Powers of two: these borders are exact.
    int count = weights.split((float) first / BINS_PER_UNIT, (last + 1f) / BINS_PER_UNIT, near);
    double before = weights.total();
    double within = weighNear(weights, first, last, count);
    if (before >= wanted || before + within < wanted) {
      return false;
    }
    keepNear(logits, weights, wanted, before, first, count);
    return true;
  }

  /** Returns the mass of the first {@code count} of {@link #near}, by bin and in all. */
  private double weighNear(TokenWeights weights, int first, int last, int count) {
    Arrays.fill(mass, first, last + 1, 0);
    for (int i = 0; i < count; i++) {
      mass[bin(weights.distance(near[i]))] += weights.weight(near[i]);
    }
    double within = 0;
    for (int bin = first; bin <= last; bin++) {
      within += mass[bin];
    }
    return within;
  }

  /**
   * Keeps the best of the first {@code count} of {@link #near}, all from one bin on.
   *
   * @param before mass of all that is better
   */
  private void keepNear(
      float[] logits, TokenWeights weights, double wanted, double before, int first, int count) {
    int cut = bin(first, before, wanted);
    double reached = before;
    for (int bin = first; bin < cut; bin++) {
      reached += mass[bin];
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      int bin = bin(weights.distance(near[i]));
      // Without branches: on which side of the cut it lies cannot be foretold.
      inBin[found] = near[i];
      found += bin == cut ? 1 : 0;
      weights.keepIf(bin < cut, bin == cut, near[i]);
    }
    int[] bestFirst = selection.select(logits, inBin, found, found);
    for (int i = 0; i < found; i++) {
      double weight = weights.weight(bestFirst[i]);
      weights.keepIf(reached < wanted, false, bestFirst[i]);
      reached += weight;
    }
  }

  /**
   * Returns the bin, from one on, in which the mass reaches what is wanted; the last if it never
   * does.
   */
  private int bin(int from, double before, double wanted) {
    int bin = from;
    double reached = before;
    while (bin < BINS - 1 && reached + mass[bin] < wanted) {
      reached += mass[bin++];
    }
    return bin;
  }

  private static int bin(float distance) {
    // Powers of two: the product is exact, so a bin holds just what lies between its borders.
    return Math.min(BINS - 1, (int) (distance * BINS_PER_UNIT));
  }
}
