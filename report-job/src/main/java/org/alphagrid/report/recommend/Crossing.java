package org.alphagrid.report.recommend;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Finds the alpha at which half of the samples have a thought. The think ratio is taken to rise
 * with alpha, so ratios that fall are averaged with their neighbours until none does (isotonic
 * regression by pooling adjacent violators; Ayer et al., Annals of Mathematical Statistics 26,
 * 1955); between two points it is a straight line.
 */
final class Crossing {
  private static final double HALF = 0.5;

  private Crossing() {}

  /**
   * Returns the alpha at which the think ratio reaches one half.
   *
   * @param alphas rising
   * @param ratios share of samples with a thought, same order
   * @return empty where the ratio stays on one side of a half
   */
  public static OptionalDouble of(double[] alphas, double[] ratios) {
    double[] fit = rising(ratios);
    for (int i = 1; i < fit.length; i++) {
      if (fit[i - 1] < HALF && fit[i] >= HALF) {
        double share = (HALF - fit[i - 1]) / (fit[i] - fit[i - 1]);
        return OptionalDouble.of(alphas[i - 1] + share * (alphas[i] - alphas[i - 1]));
      }
    }
    return OptionalDouble.empty();
  }

  /** Returns the closest series that never falls. */
  static double[] rising(double[] values) {
    double[] means = new double[values.length];
    int[] sizes = new int[values.length];
    int blocks = 0;
    for (double value : values) {
      means[blocks] = value;
      sizes[blocks] = 1;
      blocks++;
      while (blocks > 1 && means[blocks - 2] > means[blocks - 1]) {
        int size = sizes[blocks - 2] + sizes[blocks - 1];
        means[blocks - 2] =
            (means[blocks - 2] * sizes[blocks - 2] + means[blocks - 1] * sizes[blocks - 1]) / size;
        sizes[blocks - 2] = size;
        blocks--;
      }
    }
    double[] fit = new double[values.length];
    int at = 0;
    for (int b = 0; b < blocks; b++) {
      Arrays.fill(fit, at, at + sizes[b], means[b]);
      at += sizes[b];
    }
    return fit;
  }
}
