package org.alphagrid.eval.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.alphagrid.eval.prompt.PreparedBenchmark;

/**
 * Remembers how long the completions of each problem were, by any model that this executor ran. A
 * task begins with the longest, so that no long completion is left alone at its end. The order
 * changes no completion.
 */
final class ProblemLengths {
  private final Map<String, Mean> seen = new ConcurrentHashMap<>();

  private record Mean(long tokens, long samples) {
    Mean plus(Mean other) {
      return new Mean(tokens + other.tokens, samples + other.samples);
    }

    double value() {
      return (double) tokens / samples;
    }
  }

  /** Takes a completion into account. */
  void add(PreparedBenchmark benchmark, String problem, int tokens) {
    seen.merge(key(benchmark, problem), new Mean(tokens, 1), Mean::plus);
  }

  /** Returns some problems, longest expected first; a new one counts as the mean of the others. */
  List<Integer> longestFirst(PreparedBenchmark benchmark, int first, int end) {
    List<Integer> problems = new ArrayList<>(IntStream.range(first, end).boxed().toList());
    double mean =
        problems.stream()
            .map(p -> mean(benchmark, p))
            .filter(Objects::nonNull)
            .mapToDouble(Mean::value)
            .average()
            .orElse(0);
    problems.sort(
        Comparator.comparingDouble(
            p -> mean(benchmark, p) == null ? -mean : -mean(benchmark, p).value()));
    return problems;
  }

  private Mean mean(PreparedBenchmark benchmark, int problem) {
    return seen.get(key(benchmark, benchmark.rendered(problem, 0).problem().id()));
  }

  private static String key(PreparedBenchmark benchmark, String problem) {
    return benchmark.name() + "/" + problem;
  }
}
