package org.alphagrid.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * What one candidate did on an extent of the exam.
 *
 * @param extent up to which every cell is there
 * @param byBenchmark trials by problem and sample, in the search's order
 */
public record Trials(Extent extent, Map<String, Trial[][]> byBenchmark) {
  public Trials {
    byBenchmark = Collections.unmodifiableMap(new LinkedHashMap<>(byBenchmark));
  }

  /** Only the cells of a smaller extent, as if nothing else had been generated. */
  public Trials within(Extent smaller) {
    if (!extent.covers(smaller)) {
      throw new IllegalArgumentException(
          "Invalid extent: %s (must be within %s)".formatted(smaller, extent));
    }
    Map<String, Trial[][]> cut = new LinkedHashMap<>();
    byBenchmark.forEach(
        (name, problems) ->
            cut.put(
                name,
                Arrays.stream(problems)
                    .limit(smaller.problems())
                    .map(samples -> Arrays.copyOf(samples, smaller.samples()))
                    .toArray(Trial[][]::new)));
    return new Trials(smaller, cut);
  }

  /** Only some problems of each benchmark: from one index on, up to another or to the last. */
  public Trials problems(ToIntFunction<String> from, ToIntFunction<String> to) {
    Map<String, Trial[][]> cut = new LinkedHashMap<>();
    byBenchmark.forEach(
        (name, problems) -> {
          int end = Math.min(to.applyAsInt(name), problems.length);
          cut.put(name, Arrays.copyOfRange(problems, Math.min(from.applyAsInt(name), end), end));
        });
    return new Trials(extent, cut);
  }

  /** Only one benchmark. */
  public Trials benchmark(String name) {
    return new Trials(extent, Map.of(name, byBenchmark.get(name)));
  }

  /** Unweighted mean over benchmarks of the mean score: what a report calls accuracy. */
  public double accuracy() {
    return macro(Trial::score);
  }

  /** Unweighted mean over benchmarks of the mean length. */
  public double tokens() {
    return macro(Trial::tokens);
  }

  /** Share of trials with a thinking tag, by the same mean. */
  public double thinkRatio() {
    return macro(trial -> trial.thought() ? 1 : 0);
  }

  /** Mean over samples for each problem of a benchmark, from the first on. */
  public double[] problemMeans(String benchmark, ToDoubleFunction<Trial> value) {
    return Arrays.stream(byBenchmark.get(benchmark))
        .mapToDouble(
            samples -> Arrays.stream(samples).mapToDouble(value).average().orElse(Double.NaN))
        .toArray();
  }

  /** What generating it cost. */
  public Cost cost() {
    double tokens = 0;
    double seconds = 0;
    for (Trial[][] problems : byBenchmark.values()) {
      for (Trial[] samples : problems) {
        for (Trial trial : samples) {
          tokens += trial.tokens();
          seconds += trial.seconds();
        }
      }
    }
    return new Cost(tokens, seconds);
  }

  private double macro(ToDoubleFunction<Trial> value) {
    return byBenchmark.keySet().stream()
        .mapToDouble(name -> Arrays.stream(problemMeans(name, value)).average().orElse(Double.NaN))
        .average()
        .orElseThrow();
  }
}
