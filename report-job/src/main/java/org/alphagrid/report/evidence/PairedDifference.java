package org.alphagrid.report.evidence;

import java.util.List;
import java.util.function.Function;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Estimates the mean difference of two models over the same problems, in the unit of what was
 * compared.
 *
 * <p>With d the difference of the two means on each of n problems: standard error sd(d) / sqrt(n),
 * which equals sqrt(se_a^2 + se_b^2 - 2 r se_a se_b), and n - 1 degrees of freedom (Miller, "Adding
 * Error Bars to Evals", arXiv 2411.00640, section 4).
 *
 * @param correlation r of the two models over problems; NaN where one of them does not vary
 * @param problems n, over all benchmarks
 */
public record PairedDifference(
    double mean, double standardError, double degreesOfFreedom, double correlation, int problems) {

  public PairedDifference {
    if (!(standardError >= 0) || !(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException(
          "Invalid difference: standard error %s (must not be negative), degrees of freedom %s"
              .formatted(standardError, degreesOfFreedom));
    }
  }

  /**
   * Returns the first minus the second, problem by problem.
   *
   * @throws IllegalArgumentException for fewer than two problems, which leave the error unknown
   */
  public static PairedDifference of(double[] first, double[] second) {
    if (first.length != second.length || first.length < 2) {
      throw new IllegalArgumentException(
          "Invalid pair: %d and %d problems (must be the same, at least 2)"
              .formatted(first.length, second.length));
    }
    int n = first.length;
    double[] difference = new double[n];
    for (int i = 0; i < n; i++) {
      difference[i] = first[i] - second[i];
    }
    double error = Math.sqrt(Moments.variance(difference) / n);
    return new PairedDifference(
        Moments.mean(difference), error, n - 1, Moments.correlation(first, second), n);
  }

  /** Returns the difference over one benchmark, or over several of equal weight. */
  static PairedDifference over(
      List<ProblemGrid> grids,
      Function<ProblemGrid, double[]> first,
      Function<ProblemGrid, double[]> second) {
    return macro(grids.stream().map(grid -> of(first.apply(grid), second.apply(grid))).toList());
  }

  /** Returns the unweighted mean over independent benchmarks, as {@link Estimate#macro}. */
  public static PairedDifference macro(List<PairedDifference> parts) {
    Estimate mean =
        Estimate.macro(
            parts.stream()
                .map(part -> new Estimate(part.mean, part.standardError, part.degreesOfFreedom))
                .toList());
    double correlation = 0;
    int problems = 0;
    for (PairedDifference part : parts) {
      correlation += part.correlation;
      problems += part.problems;
    }
    return new PairedDifference(
        mean.mean(),
        mean.standardError(),
        mean.degreesOfFreedom(),
        correlation / parts.size(),
        problems);
  }

  /**
   * Returns the 95 % interval of a ratio whose logs were compared: the geometric mean's, by the
   * same t.
   */
  Interval ratioInterval() {
    Interval logs = interval();
    return new Interval(Math.exp(logs.low()), Math.exp(logs.high()));
  }

  /** Returns the 95 % interval by Student's t; just the mean where the difference does not vary. */
  public Interval interval() {
    double half = standardError * Interval.quantile(degreesOfFreedom);
    return new Interval(mean - half, mean + half);
  }

  /**
   * Returns the two-sided p-value of the hypothesis that there is no difference; where all
   * differences are the same, the sign test.
   */
  double pOfNone() {
    if (standardError > 0) {
      return 2 * Math.min(pOfAtMost(0), 1 - pOfAtMost(0));
    }
    return mean == 0 ? 1 : Math.pow(0.5, problems - 1.0);
  }

  /**
   * Returns the one-sided p-value of the hypothesis that the true difference is at most {@code
   * bound}.
   */
  public double pOfAtMost(double bound) {
    if (standardError == 0) {
      throw new IllegalStateException("Cannot test a difference that does not vary");
    }
    return new TDistribution(degreesOfFreedom)
        .cumulativeProbability(-(mean - bound) / standardError);
  }
}
