package org.alphagrid.report.evidence;

import java.util.Arrays;

/**
 * Holds one step fitted to a series by least squares: the split that leaves the smallest sum of
 * squares around the means of its two sides (Hinkley, Biometrika 57, 1970; Bai, Econometric Theory
 * 13, 1997).
 *
 * @param split number of values before the step, at least 1
 * @param jump mean after minus mean before
 */
record ChangePoint(int split, double jump) {

  /**
   * Returns the split that explains most, the first of equal ones. The square explained by a split
   * is jump^2 k (n - k) / n.
   */
  static ChangePoint fit(double[] values) {
    int n = values.length;
    if (n < 2) {
      throw new IllegalArgumentException("Invalid series: " + n + " values (must be at least 2)");
    }
    double total = Arrays.stream(values).sum();
    double before = 0;
    double most = -1;
    ChangePoint best = null;
    for (int k = 1; k < n; k++) {
      before += values[k - 1];
      double jump = (total - before) / (n - k) - before / k;
      double explained = jump * jump * k * (n - k) / n;
      if (explained > most) {
        most = explained;
        best = new ChangePoint(k, jump);
      }
    }
    return best;
  }
}
