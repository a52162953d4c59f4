package org.alphagrid.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Holds the samples of one candidate on an extent.
 *
 * @param extent up to which every cell is there
 * @param byBenchmark trials by problem and sample, in the search's order
 */
public record Trials(Fidelity extent, Map<String, Trial[][]> byBenchmark) {
  public Trials {
    byBenchmark = Collections.unmodifiableMap(new LinkedHashMap<>(byBenchmark));
  }

  /** Returns the samples of a smaller extent only, as if nothing else had been generated. */
  public Trials within(Fidelity smaller) {
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

  /** Returns some problems of each benchmark only: from one index on, up to another or the last. */
  public Trials problems(ToIntFunction<String> from, ToIntFunction<String> to) {
    Map<String, Trial[][]> cut = new LinkedHashMap<>();
    byBenchmark.forEach(
        (name, problems) -> {
          int end = Math.min(to.applyAsInt(name), problems.length);
          cut.put(name, Arrays.copyOfRange(problems, Math.min(from.applyAsInt(name), end), end));
        });
    return new Trials(extent, cut);
  }

  /** Returns the samples of one benchmark only. */
  public Trials benchmark(String name) {
    return new Trials(extent, Map.of(name, byBenchmark.get(name)));
  }

  /** Returns the mean score from 0 to 1, benchmarks with equal weight: a report's accuracy. */
  public double accuracy() {
    return macro(Trial::score);
  }

  /** Returns the mean number of tokens, benchmarks with equal weight. */
  public double tokens() {
    return macro(Trial::tokens);
  }

  /** Returns the share of samples with a thinking tag, benchmarks with equal weight. */
  public double thinkRatio() {
    return macro(trial -> trial.thought() ? 1 : 0);
  }

  /** Returns the mean over samples for each problem of a benchmark, in order. */
  public double[] problemMeans(String benchmark, ToDoubleFunction<Trial> value) {
    return Arrays.stream(byBenchmark.get(benchmark))
        .mapToDouble(
            samples -> Arrays.stream(samples).mapToDouble(value).average().orElse(Double.NaN))
        .toArray();
  }

  /** Returns what generating all of it took. */
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
