package org.alphagrid.report.generation;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;

/** The summaries of all models, on each benchmark and on all of them. */
public final class GenerationSummaries {
  private static final int BUDGETS = 40;

  private record Cell(String model, String benchmark) {}

  private final Map<Cell, GenerationSummary> cells = new HashMap<>();

  private GenerationSummaries() {}

  public static GenerationSummaries none() {
    return new GenerationSummaries();
  }

  /**
   * @param benchmarks those that a mean over all needs
   * @param problems in any order
   */
  public static GenerationSummaries of(List<String> benchmarks, List<ProblemGenerations> problems) {
    GenerationSummaries summaries = new GenerationSummaries();
    List<Double> budgets = budgets(problems);
    // Sums of doubles depend on their order.
    problems.stream()
        .sorted(Comparator.comparing(ProblemGenerations::problem))
        .collect(groupingBy(p -> new Cell(p.model(), p.benchmark())))
        .forEach((cell, own) -> summaries.cells.put(cell, GenerationSummary.of(own, budgets)));
    problems.stream()
        .map(ProblemGenerations::model)
        .distinct()
        .forEach(model -> summaries.addOverall(model, benchmarks, budgets));
    return summaries;
  }

  /** Empty where a model has no samples, or over all lacks those of a benchmark. */
  public Optional<GenerationSummary> of(CurvePoint row) {
    return Optional.ofNullable(cells.get(new Cell(row.point().model(), row.benchmark())));
  }

  private void addOverall(String model, List<String> benchmarks, List<Double> budgets) {
    List<GenerationSummary> parts = new ArrayList<>();
    for (String benchmark : benchmarks) {
      GenerationSummary part = cells.get(new Cell(model, benchmark));
      if (part == null) {
        return;
      }
      parts.add(part);
    }
    cells.put(new Cell(model, AccuracyTokenCurve.ALL), GenerationSummary.macro(parts, budgets));
  }

  /** From nothing to the longest sample, in equal steps. */
  private static List<Double> budgets(List<ProblemGenerations> problems) {
    int longest =
        problems.stream()
            .flatMap(problem -> problem.generations().stream())
            .mapToInt(Generation::tokens)
            .max()
            .orElse(1);
    return IntStream.rangeClosed(0, BUDGETS).mapToObj(i -> (double) longest * i / BUDGETS).toList();
  }
}
