package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import org.alphagrid.report.curve.Interval;

/**
 * Compares two models over the same problems, on one benchmark or on all.
 *
 * @param accuracy first minus second, as a share
 * @param logTokens mean log ratio of tokens per problem, first over second
 * @param pAccuracy two-sided p-value of equal accuracy, after Holm's correction over the
 *     comparisons made together on one benchmark
 * @param pTokens likewise of equal tokens
 */
public record PointComparison(
    String first,
    String second,
    String benchmark,
    PairedDifference accuracy,
    PairedDifference logTokens,
    double pAccuracy,
    double pTokens) {

  public PointComparison {
    requireNonNull(first, "first is null");
    requireNonNull(second, "second is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(accuracy, "accuracy is null");
    requireNonNull(logTokens, "logTokens is null");
  }

  /** Returns the typical ratio of tokens per problem, first over second: the geometric mean. */
  public double tokenRatio() {
    return Math.exp(logTokens.mean());
  }

  public Interval tokenRatioInterval() {
    return logTokens.ratioInterval();
  }
}
