package org.alphagrid.report.curve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Holds shares of samples between 0 and 1, averaged as the scores are; fields as {@link
 * OutcomeCounts}.
 */
public record OutcomeRates(
    double thought,
    double closed,
    double truncated,
    double unclosed,
    double unanswered,
    double errors) {

  static OutcomeRates overProblems(List<ProblemTally> tallies) {
    return new OutcomeRates(
        mean(tallies, OutcomeCounts::thought),
        mean(tallies, OutcomeCounts::closed),
        mean(tallies, OutcomeCounts::truncated),
        mean(tallies, OutcomeCounts::unclosed),
        mean(tallies, OutcomeCounts::unanswered),
        mean(tallies, OutcomeCounts::errors));
  }

  static OutcomeRates macro(List<OutcomeRates> benchmarks) {
    return new OutcomeRates(
        Means.of(benchmarks, OutcomeRates::thought),
        Means.of(benchmarks, OutcomeRates::closed),
        Means.of(benchmarks, OutcomeRates::truncated),
        Means.of(benchmarks, OutcomeRates::unclosed),
        Means.of(benchmarks, OutcomeRates::unanswered),
        Means.of(benchmarks, OutcomeRates::errors));
  }

  private static double mean(List<ProblemTally> tallies, ToDoubleFunction<OutcomeCounts> count) {
    return Means.of(tallies, tally -> count.applyAsDouble(tally.outcomes()) / tally.samples());
  }
}
