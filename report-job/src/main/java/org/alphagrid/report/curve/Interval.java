package org.alphagrid.report.curve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/** Bounds a quantity with 95 % confidence, in its own unit. */
public record Interval(double low, double high) {

  /** Holds the two-sided 95 % quantile of the standard normal distribution. */
  public static final double NORMAL_QUANTILE = 1.959963984540054;

  /** The inverse is found by iteration, and every row of a benchmark asks for the same one. */
  private static final Map<Double, Double> QUANTILES = new ConcurrentHashMap<>();

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "Invalid interval: [%s, %s] (low must not exceed high)".formatted(low, high));
    }
  }

  /**
   * Returns Wilson's score interval with the effective sample size n = p (1 - p) / se^2 in place of
   * a count (Kott and Carr 1997, for clustered proportions) and Student's quantile, since the error
   * itself comes from few problems. It stays inside [0, 1] and keeps a width where every problem
   * scored the same: there, n is the number of problems. n never exceeds the number of draws.
   *
   * @param draws of which the share is a mean: samples, or problems where each gives one value
   */
  public static Interval ofShare(Estimate share, long problems, long draws) {
    double p = share.mean();
    double n = effectiveSize(share, problems, draws);
    double z = share.standardError() > 0 ? quantile(share.degreesOfFreedom()) : NORMAL_QUANTILE;
    double z2 = z * z;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    // Rounding may push an end past the mean at 0 and 1.
    return new Interval(
        Math.max(0, Math.min(p, centre - half)), Math.min(1, Math.max(p, centre + half)));
  }

  /** Returns the 95 % interval by Student's t; just the mean where the error is unknown. */
  public static Interval ofMean(Estimate estimate) {
    if (!(estimate.standardError() > 0)) {
      return new Interval(estimate.mean(), estimate.mean());
    }
    double half = quantile(estimate.degreesOfFreedom()) * estimate.standardError();
    return new Interval(estimate.mean() - half, estimate.mean() + half);
  }

  /**
   * Returns the 95 % interval of a positive quantity with a long tail, such as tokens: Student's t
   * on the logarithm of the mean, whose standard error is se / mean (delta method). It stays above
   * 0 and reaches further up than down, as the tail does.
   */
  public static Interval ofPositive(Estimate estimate) {
    if (!(estimate.standardError() > 0) || !(estimate.mean() > 0)) {
      return ofMean(estimate);
    }
    double factor =
        Math.exp(
            quantile(estimate.degreesOfFreedom()) * estimate.standardError() / estimate.mean());
    return new Interval(estimate.mean() / factor, estimate.mean() * factor);
  }

  /**
   * Returns the two-sided 95 % quantile of Student's t; the normal one for infinite degrees of
   * freedom.
   */
  public static double quantile(double degreesOfFreedom) {
    return Double.isInfinite(degreesOfFreedom)
        ? NORMAL_QUANTILE
        : QUANTILES.computeIfAbsent(
            degreesOfFreedom,
            degrees -> new TDistribution(degrees).inverseCumulativeProbability(0.975));
  }

  private static double effectiveSize(Estimate share, long problems, long draws) {
    double variance = share.standardError() * share.standardError();
    if (!(variance > 0)) {
      return problems;
    }
    double p = share.mean();
    return Math.min(draws, Math.max(1, p * (1 - p) / variance));
  }
}
