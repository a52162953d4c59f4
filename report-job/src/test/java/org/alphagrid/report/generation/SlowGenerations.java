package org.alphagrid.report.generation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The statistics of single samples once more, sample by sample: a twin of what Spark sums. */
public final class SlowGenerations {
  private SlowGenerations() {}

  /**
   * @param horizons by benchmark
   */
  public static Generations of(
      List<ProblemGenerations> problems, List<Double> budgets, Map<String, Double> horizons) {
    List<GenerationTally> tallies = new ArrayList<>();
    Map<List<String>, List<ProblemGenerations>> cells = new HashMap<>();
    for (ProblemGenerations problem : problems) {
      tallies.add(tally(problem, budgets, horizons.get(problem.benchmark())));
      cells
          .computeIfAbsent(List.of(problem.model(), problem.benchmark()), cell -> new ArrayList<>())
          .add(problem);
    }
    List<LengthQuantiles> quantiles = new ArrayList<>();
    cells.forEach(
        (cell, own) -> {
          TokenQuantiles found = TokenQuantiles.of(own);
          quantiles.add(
              new LengthQuantiles(cell.get(0), cell.get(1), found.median(), found.ninetieth()));
        });
    return new Generations(budgets, horizons, tallies, quantiles);
  }

  /** With budgets as the table has them, and lengths seen whole. */
  public static Generations of(List<ProblemGenerations> problems) {
    Map<String, Double> longest = new HashMap<>();
    for (ProblemGenerations problem : problems) {
      problem
          .generations()
          .forEach(found -> longest.merge(problem.benchmark(), (double) found.tokens(), Math::max));
    }
    double most = longest.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    List<Double> budgets =
        IntStream.rangeClosed(0, Generations.STEPS)
            .mapToObj(i -> most * i / Generations.STEPS)
            .toList();
    return of(problems, budgets, longest);
  }

  private static GenerationTally tally(
      ProblemGenerations problem, List<Double> budgets, double horizon) {
    int samples = problem.generations().size();
    return new GenerationTally(
        problem.model(),
        problem.benchmark(),
        problem.problem(),
        samples,
        problem.right(),
        MajorityAtK.of(problem.generations()),
        problem.generations().stream().mapToDouble(g -> Math.min(g.tokens(), horizon)).sum(),
        budgets.stream().mapToDouble(budget -> samples * problem.scoreWithin(budget)).toArray());
  }
}
