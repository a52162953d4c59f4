package org.alphagrid.report.evidence;

/** Spread and correlation from all pairs of problems: a twin to compare with. */
final class SlowPairs {
  private SlowPairs() {}

  static double standardError(double[] values) {
    return Math.sqrt(products(values, values) / values.length);
  }

  static double correlation(double[] first, double[] second) {
    return products(first, second) / Math.sqrt(products(first, first) * products(second, second));
  }

  /** The covariance is half the mean product of differences over all pairs. */
  private static double products(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < first.length; j++) {
        sum += (first[i] - first[j]) * (second[i] - second[j]);
      }
    }
    double n = first.length;
    return sum / (2 * n * (n - 1));
  }
}
