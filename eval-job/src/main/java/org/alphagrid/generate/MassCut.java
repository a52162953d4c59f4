package org.alphagrid.generate;

import java.util.Arrays;

/**
 * Where a share of all probability ends when tokens are taken best first, without sorting them: a
 * histogram of mass by logit finds the bin, and only that bin is ordered.
 */
final class MassCut {
  private static final int BINS_PER_UNIT = 256;
  private static final int BINS = (int) NegativeExponential.END * BINS_PER_UNIT;

  private final TopSelection selection;
  private final double[] mass = new double[BINS];
  private final int[] inBin; // [vocabulary]

  MassCut(int vocabularySize, TopSelection selection) {
    this.selection = selection;
    this.inBin = new int[vocabularySize];
  }

  /**
   * Sets the weights of all tokens to 0 that do not belong to the smallest best set with at least
   * the wanted mass.
   *
   * @param logits [vocabulary]
   * @param exponents [vocabulary], how far each lies below the largest, in temperatures
   * @param weights [vocabulary], e^-exponent, changed in place
   */
  void keep(float[] logits, double[] exponents, double[] weights, double wanted) {
    Arrays.fill(mass, 0);
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] > 0) {
        mass[bin(exponents[id])] += weights[id];
      }
    }
    int cut = 0;
    double before = 0;
    while (cut < BINS && before + mass[cut] < wanted) {
      before += mass[cut++];
    }
    int count = 0;
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] > 0) {
        int bin = bin(exponents[id]);
        if (bin == cut) {
          inBin[count++] = id;
        } else if (bin > cut) {
          weights[id] = 0;
        }
      }
    }
    int[] bestFirst = selection.select(logits, inBin, count, count);
    for (int i = 0; i < count; i++) {
      int id = bestFirst[i];
      double weight = weights[id];
      weights[id] = before < wanted ? weight : 0;
      before += weight;
    }
  }

  private static int bin(double exponent) {
    return (int) (exponent * BINS_PER_UNIT);
  }
}
