package org.alphagrid.report.curve;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Holds one row of the curve: a point on a benchmark, or on all of them.
 *
 * @param problems number of problems, over all benchmarks in the row
 * @param samples number of samples, over all benchmarks in the row
 * @param accuracy mean score between 0 and 1 (avg@k)
 * @param accuracyInterval 95 %
 * @param tokens generated tokens per sample
 * @param thinkingTokens mean tokens up to and including the closing think tag
 * @param answerTokens mean tokens after it
 * @param seconds generation time per sample; NaN where none is stored
 */
public record CurvePoint(
    SweepPoint point,
    String benchmark,
    int problems,
    long samples,
    Estimate accuracy,
    Interval accuracyInterval,
    Estimate tokens,
    double thinkingTokens,
    double answerTokens,
    double seconds,
    OutcomeRates rates) {

  public CurvePoint {
    requireNonNull(point, "point is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(accuracy, "accuracy is null");
    requireNonNull(accuracyInterval, "accuracyInterval is null");
    requireNonNull(tokens, "tokens is null");
    requireNonNull(rates, "rates is null");
  }

  /** Returns the 95 % interval of the mean tokens. */
  public Interval tokensInterval() {
    return Interval.ofPositive(tokens);
  }

  /** Tokens spent for each right answer: mean tokens / accuracy; NaN where nothing is right. */
  public double tokensPerCorrect() {
    return accuracy.mean() > 0 ? tokens.mean() / accuracy.mean() : Double.NaN;
  }

  /**
   * Returns the row of one benchmark, averaged over problems: a problem with fewer samples weighs
   * as much as another.
   */
  static CurvePoint overProblems(SweepPoint point, String benchmark, List<ProblemTally> tallies) {
    Estimate accuracy = Estimate.overProblems(tallies, ProblemTally::meanScore);
    long samples = tallies.stream().mapToLong(ProblemTally::samples).sum();
    return new CurvePoint(
        point,
        benchmark,
        tallies.size(),
        samples,
        accuracy,
        Interval.ofShare(accuracy, tallies.size(), samples),
        Estimate.overProblems(tallies, ProblemTally::meanTokens),
        Means.of(tallies, ProblemTally::meanThinkingTokens),
        Means.of(tallies, ProblemTally::meanAnswerTokens),
        Means.of(tallies, ProblemTally::meanSeconds),
        OutcomeRates.overProblems(tallies));
  }

  /**
   * Returns the mean row over benchmarks, which weigh the same whatever their numbers of problems.
   */
  static CurvePoint macro(SweepPoint point, String name, List<CurvePoint> benchmarks) {
    Estimate accuracy = Estimate.macro(benchmarks.stream().map(CurvePoint::accuracy).toList());
    int problems = benchmarks.stream().mapToInt(CurvePoint::problems).sum();
    long samples = benchmarks.stream().mapToLong(CurvePoint::samples).sum();
    return new CurvePoint(
        point,
        name,
        problems,
        samples,
        accuracy,
        Interval.ofShare(accuracy, problems, samples),
        Estimate.macro(benchmarks.stream().map(CurvePoint::tokens).toList()),
        Means.of(benchmarks, CurvePoint::thinkingTokens),
        Means.of(benchmarks, CurvePoint::answerTokens),
        Means.of(benchmarks, CurvePoint::seconds),
        OutcomeRates.macro(benchmarks.stream().map(CurvePoint::rates).toList()));
  }
}
