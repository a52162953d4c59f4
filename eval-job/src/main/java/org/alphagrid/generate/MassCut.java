package org.alphagrid.generate;

import java.util.Arrays;

/**
 * Where a share of all probability ends when tokens are taken best first, without sorting them. A
 * sample of the tokens tells about where; among the tokens that lie there a histogram of mass by
 * logit finds the bin, and only that bin is ordered. Where the sample misleads, all tokens are
 * looked at.
 */
final class MassCut {
  private static final int BINS_PER_UNIT = 128;
  private static final int BINS = (int) LogitMath.END * BINS_PER_UNIT;

  /** One token of so many is looked at first. */
  private static final int STRIDE = 16;

  /** A sample that weighs less than so many equal tokens would tells too little. */
  private static final int LEAST_SAMPLE = 1000;

  /** How far the sample may mislead, in standard deviations. */
  private static final double DEVIATIONS = 4;

  private final TopSelection selection;
  private final double[] mass = new double[BINS]; // by distance from the largest logit
  private final int[] near; // [vocabulary]
  private final int[] inBin; // [vocabulary]

  MassCut(int vocabularySize, TopSelection selection) {
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
    Arrays.fill(mass, 0);
    double seen = 0;
    double squares = 0;
    for (int id = 0; id < weights.size(); id += STRIDE) {
      double weight = weights.weight(id);
      mass[bin(weights.distance(id))] += weight;
      seen += weight;
      squares += weight * weight;
    }
    if (seen * seen < LEAST_SAMPLE * squares
        || !keepAround(logits, weights, wanted, total, seen, squares)) {
      int count = weights.split(0, LogitMath.END, near);
      keepNear(logits, weights, wanted, 0, 0, BINS - 1, count);
    }
  }

  /** Looks where the sample points to; false when it misled. */
  private boolean keepAround(
      float[] logits,
      TokenWeights weights,
      double wanted,
      double total,
      double seen,
      double squares) {
    double share = wanted / total;
    double margin = DEVIATIONS * Math.sqrt(share * (1 - share) * squares);
    int first = bin(0, 0, share * seen - margin);
    int last = bin(0, 0, share * seen + margin);
    // Powers of two: these borders are exact.
    int count = weights.split((float) first / BINS_PER_UNIT, (last + 1f) / BINS_PER_UNIT, near);
    double before = weights.total();
    double within = 0;
    for (int i = 0; i < count; i++) {
      within += weights.weight(near[i]);
    }
    if (before >= wanted || before + within < wanted) {
      return false;
    }
    keepNear(logits, weights, wanted, before, first, last, count);
    return true;
  }

  /**
   * Keeps the best of the first {@code count} of {@link #near}, all between two bins.
   *
   * @param before mass of all that is better
   */
  private void keepNear(
      float[] logits,
      TokenWeights weights,
      double wanted,
      double before,
      int first,
      int last,
      int count) {
    Arrays.fill(mass, first, last + 1, 0);
    for (int i = 0; i < count; i++) {
      mass[bin(weights.distance(near[i]))] += weights.weight(near[i]);
    }
    int cut = bin(first, before, wanted);
    double reached = before;
    for (int bin = first; bin < cut; bin++) {
      reached += mass[bin];
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      int bin = bin(weights.distance(near[i]));
      if (bin < cut) {
        weights.keep(near[i]);
      } else if (bin > cut) {
        weights.drop(near[i]);
      } else {
        inBin[found++] = near[i];
      }
    }
    int[] bestFirst = selection.select(logits, inBin, found, found);
    for (int i = 0; i < found; i++) {
      double weight = weights.weight(bestFirst[i]);
      if (reached < wanted) {
        weights.keep(bestFirst[i]);
      } else {
        weights.drop(bestFirst[i]);
      }
      reached += weight;
    }
  }

  /** The bin, from one on, in which the mass reaches what is wanted; the last if it never does. */
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
    return (int) Math.min(BINS - 1f, distance * BINS_PER_UNIT);
  }
}
