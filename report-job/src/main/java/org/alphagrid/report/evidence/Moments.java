package org.alphagrid.report.evidence;

import java.util.Arrays;

/** Computes the mean, variance and correlation of values. */
final class Moments {
  private Moments() {}

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /**
   * Returns the variance, sum (x - mean)^2 / (n - 1); zero for values that differ by rounding only.
   */
  static double variance(double[] values) {
    double mean = mean(values);
    double squares = 0;
    double largest = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
      largest = Math.max(largest, Math.abs(value));
    }
    double variance = squares / (values.length - 1);
    // Means of equal values may miss them by a bit, which is no spread.
    return variance <= 1e-24 * largest * largest ? 0 : variance;
  }

  /** Returns Pearson's r; NaN where either does not vary. */
  static double correlation(double[] first, double[] second) {
    double firstMean = mean(first);
    double secondMean = mean(second);
    double products = 0;
    for (int i = 0; i < first.length; i++) {
      products += (first[i] - firstMean) * (second[i] - secondMean);
    }
    double spread = Math.sqrt(variance(first) * variance(second)) * (first.length - 1);
    return spread > 0 ? products / spread : Double.NaN;
  }
}
