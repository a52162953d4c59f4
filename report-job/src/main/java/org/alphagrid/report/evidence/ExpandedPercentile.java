package org.alphagrid.report.evidence;

import java.util.Arrays;
import org.alphagrid.report.curve.Interval;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Computes 95 % bootstrap percentile intervals, widened for few problems: the tail is Phi(-sqrt(n /
 * (n - 1)) t) with Student's quantile t for n - 1 degrees of freedom instead of 2.5 % (Hesterberg,
 * "What Teachers Should Know About the Bootstrap", The American Statistician 69, 2015, section 5).
 * Plain percentiles are as narrow as a normal interval with n in place of n - 1.
 */
public final class ExpandedPercentile {
  private final double tail;

  /** Sets the expansion for statistics over so many problems, at least 2. */
  public ExpandedPercentile(int problems) {
    if (problems < 2) {
      throw new IllegalArgumentException(
          "Invalid number of problems: %d (must be at least 2)".formatted(problems));
    }
    double n = problems;
    double t = new TDistribution(n - 1).inverseCumulativeProbability(0.975);
    this.tail = new NormalDistribution().cumulativeProbability(-Math.sqrt(n / (n - 1)) * t);
  }

  /** Returns the 95 % interval of a statistic, given its value in each draw. */
  public Interval of(double[] draws) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  /**
   * Returns the interval from the lower tail of one quantity to the upper tail of another that is
   * never smaller.
   */
  Interval between(double[] lower, double[] upper) {
    return new Interval(of(lower).low(), of(upper).high());
  }

  /**
   * Returns a quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type
   * 7).
   */
  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
