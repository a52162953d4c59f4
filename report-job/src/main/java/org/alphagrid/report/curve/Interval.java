package org.alphagrid.report.curve;

/** Where a quantity lies with 95 % confidence, in its own unit. */
public record Interval(double low, double high) {

  /** Two-sided 95 % quantile of the standard normal distribution. */
  public static final double NORMAL_QUANTILE = 1.959963984540054;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "Invalid interval: [%s, %s] (low must not exceed high)".formatted(low, high));
    }
  }

  /**
   * Wilson's score interval with the effective sample size n = p (1 - p) / se^2 in place of a count
   * (Kott and Carr 1997, for clustered proportions). It stays inside [0, 1] and keeps a width where
   * every problem scored the same: there, n is the number of problems. n never exceeds the number
   * of samples.
   */
  static Interval ofShare(Estimate share, long problems, long samples) {
    double p = share.mean();
    double n = effectiveSize(share, problems, samples);
    double z2 = NORMAL_QUANTILE * NORMAL_QUANTILE;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = NORMAL_QUANTILE * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    // Rounding may push an end past the mean at 0 and 1.
    return new Interval(
        Math.max(0, Math.min(p, centre - half)), Math.min(1, Math.max(p, centre + half)));
  }

  /** The mean plus and minus 1.96 standard errors; just the mean where the error is unknown. */
  public static Interval ofMean(Estimate estimate) {
    double error = Double.isNaN(estimate.standardError()) ? 0 : estimate.standardError();
    double half = NORMAL_QUANTILE * error;
    return new Interval(estimate.mean() - half, estimate.mean() + half);
  }

  private static double effectiveSize(Estimate share, long problems, long samples) {
    double variance = share.standardError() * share.standardError();
    if (!(variance > 0)) {
      return problems;
    }
    double p = share.mean();
    return Math.min(samples, Math.max(1, p * (1 - p) / variance));
  }
}
