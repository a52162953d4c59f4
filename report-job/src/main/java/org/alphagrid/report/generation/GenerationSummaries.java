package org.alphagrid.report.generation;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.ModelBenchmark;

/** Holds the summaries of all models, on each benchmark and on all of them. */
public final class GenerationSummaries {
  private final Map<ModelBenchmark, GenerationSummary> found = new HashMap<>();

  private GenerationSummaries() {}

  public static GenerationSummaries none() {
    return new GenerationSummaries();
  }

  /**
   * Summarizes every model on every benchmark.
   *
   * @param benchmarks those that a mean over all needs
   */
  public static GenerationSummaries of(List<String> benchmarks, Generations generations) {
    GenerationSummaries summaries = new GenerationSummaries();
    Map<ModelBenchmark, LengthQuantiles> lengths = new HashMap<>();
    generations
        .quantiles()
        .forEach(found -> lengths.put(new ModelBenchmark(found.model(), found.benchmark()), found));
    // Sums of doubles depend on their order.
    generations.tallies().stream()
        .sorted(Comparator.comparing(GenerationTally::problem))
        .collect(groupingBy(p -> new ModelBenchmark(p.model(), p.benchmark())))
        .forEach(
            (name, own) ->
                summaries.found.put(
                    name,
                    GenerationSummary.of(
                        own,
                        lengths.get(name),
                        generations.horizons().get(name.benchmark()),
                        generations.budgets())));
    generations.tallies().stream()
        .map(GenerationTally::model)
        .distinct()
        .forEach(model -> summaries.addOverall(model, benchmarks, generations.budgets()));
    return summaries;
  }

  /**
   * Returns the summary of a row; empty where a model has no samples, or over all lacks those of a
   * benchmark.
   */
  public Optional<GenerationSummary> of(CurvePoint row) {
    return of(row.point().model(), row.benchmark());
  }

  /** Returns the summary of a model on a benchmark, like {@link #of(CurvePoint)}. */
  public Optional<GenerationSummary> of(String model, String benchmark) {
    return Optional.ofNullable(found.get(new ModelBenchmark(model, benchmark)));
  }

  private void addOverall(String model, List<String> benchmarks, List<Double> budgets) {
    List<GenerationSummary> parts = new ArrayList<>();
    for (String benchmark : benchmarks) {
      GenerationSummary part = found.get(new ModelBenchmark(model, benchmark));
      if (part == null) {
        return;
      }
      parts.add(part);
    }
    found.put(
        new ModelBenchmark(model, AccuracyTokenCurve.ALL), GenerationSummary.macro(parts, budgets));
  }
}
