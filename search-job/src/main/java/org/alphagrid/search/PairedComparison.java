package org.alphagrid.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.evidence.PairedDifference;

/**
 * Compares two candidates on the same problems: paired differences by Student's t over problems,
 * benchmarks with equal weight.
 *
 * @param accuracy of the first less that of the second
 * @param saving log tokens of the second less those of the first, of each problem's mean length
 */
public record PairedComparison(PairedDifference accuracy, PairedDifference saving) {
  public static PairedComparison of(Trials first, Trials second) {
    return new PairedComparison(
        difference(first, second, Trial::score, mean -> mean),
        difference(second, first, Trial::tokens, Math::log));
  }

  private static PairedDifference difference(
      Trials first, Trials second, ToDoubleFunction<Trial> value, DoubleUnaryOperator scale) {
    List<PairedDifference> parts = new ArrayList<>();
    for (String benchmark : first.byBenchmark().keySet()) {
      parts.add(
          PairedDifference.of(
              Arrays.stream(first.problemMeans(benchmark, value)).map(scale).toArray(),
              Arrays.stream(second.problemMeans(benchmark, value)).map(scale).toArray()));
    }
    return PairedDifference.macro(parts);
  }

  /**
   * Returns the p-value of the hypothesis that the first does not beat the second: it must be more
   * accurate by more than {@code -margin} and shorter, and each must be shown by itself.
   */
  public double pOfNotBeating(double margin) {
    return Math.max(pOfAtMost(accuracy, -margin), pOfAtMost(saving, 0));
  }

  /** Returns a one-sided p-value; where all differences are equal, that of a sign test. */
  private static double pOfAtMost(PairedDifference difference, double bound) {
    if (difference.standardError() > 0) {
      return difference.pOfAtMost(bound);
    }
    return difference.mean() > bound ? Math.pow(0.5, difference.problems()) : 1;
  }

  /** Returns the share of tokens that the first saves. */
  public double savedShare() {
    return 1 - Math.exp(-saving.mean());
  }
}
