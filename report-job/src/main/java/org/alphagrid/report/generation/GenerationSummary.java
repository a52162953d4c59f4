package org.alphagrid.report.generation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;

/**
 * Summarizes the single samples of a model on a benchmark, or on all.
 *
 * @param problems number of problems
 * @param samples number of samples
 * @param k samples per problem: the fewest of any problem
 * @param passAtK mean over problems, between 0 and 1
 * @param majority mean over problems of the majority vote over all samples
 * @param tokensMedian over all samples
 * @param tokensNinetieth 90th percentile over all samples
 * @param horizon up to which lengths are seen whole; quantiles from here on are lower bounds
 * @param restrictedTokens mean of the smaller of tokens and horizon: it can be compared between
 *     models however many of their samples were cut off
 * @param budgets tokens at which {@code accuracyWithin} is given, rising
 * @param accuracyWithin accuracy if longer samples count as wrong, one for each budget
 */
public record GenerationSummary(
    int problems,
    long samples,
    int k,
    Estimate passAtK,
    Estimate majority,
    double tokensMedian,
    double tokensNinetieth,
    double horizon,
    Estimate restrictedTokens,
    List<Double> budgets,
    List<Estimate> accuracyWithin) {

  public GenerationSummary {
    requireNonNull(passAtK, "passAtK is null");
    requireNonNull(majority, "majority is null");
    budgets = List.copyOf(budgets);
    accuracyWithin = List.copyOf(accuracyWithin);
    if (budgets.size() != accuracyWithin.size()) {
      throw new IllegalArgumentException(
          "Invalid budget curve: %d budgets, %d accuracies (must be the same)"
              .formatted(budgets.size(), accuracyWithin.size()));
    }
  }

  /**
   * Returns the 95 % interval of pass@k; each problem gives one value, so no more than the problems
   * count as drawn.
   */
  public Interval passInterval() {
    return Interval.ofShare(passAtK, problems, problems);
  }

  public Interval majorityInterval() {
    return Interval.ofShare(majority, problems, problems);
  }

  /** Returns the 95 % interval of the accuracy within one of the budgets. */
  public Interval withinInterval(int budget) {
    return Interval.ofShare(accuracyWithin.get(budget), problems, samples);
  }

  static GenerationSummary of(
      List<GenerationTally> problems,
      LengthQuantiles lengths,
      double horizon,
      List<Double> budgets) {
    long fewest = problems.stream().mapToLong(GenerationTally::samples).min().orElseThrow();
    int k = Math.toIntExact(fewest);
    return new GenerationSummary(
        problems.size(),
        problems.stream().mapToLong(GenerationTally::samples).sum(),
        k,
        Estimate.overProblems(problems, p -> PassAtK.of(p.samples(), p.right(), k)),
        Estimate.overProblems(problems, GenerationTally::majority),
        lengths.median(),
        lengths.ninetieth(),
        horizon,
        Estimate.overProblems(problems, GenerationTally::meanRestrictedTokens),
        budgets,
        IntStream.range(0, budgets.size())
            .mapToObj(i -> Estimate.overProblems(problems, p -> p.meanWithin(i)))
            .toList());
  }

  /**
   * Returns the mean over benchmarks, which weigh the same; quantiles are means of the benchmarks'
   * quantiles.
   */
  static GenerationSummary macro(List<GenerationSummary> parts, List<Double> budgets) {
    return new GenerationSummary(
        parts.stream().mapToInt(GenerationSummary::problems).sum(),
        parts.stream().mapToLong(GenerationSummary::samples).sum(),
        parts.stream().mapToInt(GenerationSummary::k).min().orElseThrow(),
        estimate(parts, GenerationSummary::passAtK),
        estimate(parts, GenerationSummary::majority),
        mean(parts, GenerationSummary::tokensMedian),
        mean(parts, GenerationSummary::tokensNinetieth),
        mean(parts, GenerationSummary::horizon),
        estimate(parts, GenerationSummary::restrictedTokens),
        budgets,
        IntStream.range(0, budgets.size())
            .mapToObj(i -> estimate(parts, part -> part.accuracyWithin.get(i)))
            .toList());
  }

  private static Estimate estimate(
      List<GenerationSummary> parts, Function<GenerationSummary, Estimate> value) {
    return Estimate.macro(parts.stream().map(value).toList());
  }

  private static double mean(
      List<GenerationSummary> parts, ToDoubleFunction<GenerationSummary> value) {
    return parts.stream().mapToDouble(value).sum() / parts.size();
  }
}
