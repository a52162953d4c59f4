package org.alphagrid.report.generation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What needs the single samples of a model on a benchmark, or on all.
 *
 * @param k samples per problem: the fewest of any problem
 * @param passAtK mean over problems, between 0 and 1
 * @param majority mean over problems of the majority vote over all samples
 * @param tokensMedian over all samples
 * @param tokensNinetieth 90th percentile over all samples
 * @param budgets tokens at which {@code accuracyWithin} is given, rising
 * @param accuracyWithin accuracy if longer samples count as wrong, one for each budget
 */
public record GenerationSummary(
    int k,
    double passAtK,
    double majority,
    double tokensMedian,
    double tokensNinetieth,
    List<Double> budgets,
    List<Double> accuracyWithin) {

  public GenerationSummary {
    budgets = List.copyOf(budgets);
    accuracyWithin = List.copyOf(accuracyWithin);
    if (budgets.size() != accuracyWithin.size()) {
      throw new IllegalArgumentException(
          "Invalid budget curve: %d budgets, %d accuracies (must be the same)"
              .formatted(budgets.size(), accuracyWithin.size()));
    }
  }

  static GenerationSummary of(List<ProblemGenerations> problems, List<Double> budgets) {
    int k = problems.stream().mapToInt(p -> p.generations().size()).min().orElseThrow();
    TokenQuantiles quantiles = TokenQuantiles.of(problems);
    return new GenerationSummary(
        k,
        mean(problems, p -> PassAtK.of(p.generations().size(), p.right(), k)),
        mean(problems, p -> MajorityAtK.of(p.generations())),
        quantiles.median(),
        quantiles.ninetieth(),
        budgets,
        budgets.stream().map(budget -> mean(problems, p -> p.scoreWithin(budget))).toList());
  }

  /** Every benchmark weighs the same; quantiles are means of the benchmarks' quantiles. */
  static GenerationSummary macro(List<GenerationSummary> parts, List<Double> budgets) {
    List<Double> within =
        IntStream.range(0, budgets.size())
            .mapToObj(i -> mean(parts, part -> part.accuracyWithin.get(i)))
            .toList();
    return new GenerationSummary(
        parts.stream().mapToInt(GenerationSummary::k).min().orElseThrow(),
        mean(parts, GenerationSummary::passAtK),
        mean(parts, GenerationSummary::majority),
        mean(parts, GenerationSummary::tokensMedian),
        mean(parts, GenerationSummary::tokensNinetieth),
        budgets,
        within);
  }

  private static <T> double mean(List<T> items, ToDoubleFunction<T> value) {
    return items.stream().mapToDouble(value).sum() / items.size();
  }
}
