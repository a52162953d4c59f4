package org.alphagrid.evaljob;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * How long completions of each problem came out so far, by any model this executor ran. Tasks begin
 * with the longest, so that no long completion is left alone at a task's end. The order changes no
 * completion.
 */
final class ProblemLengths {
  private static final Map<String, Mean> SEEN = new ConcurrentHashMap<>();

  private ProblemLengths() {}

  private record Mean(long tokens, long samples) {
    Mean plus(Mean other) {
      return new Mean(tokens + other.tokens, samples + other.samples);
    }

    double value() {
      return (double) tokens / samples;
    }
  }

  /** Notes a completion. */
  static void saw(Exam exam, String problem, int tokens) {
    SEEN.merge(key(exam, problem), new Mean(tokens, 1), Mean::plus);
  }

  /** Some problems, longest expected first; those never seen count as the mean of the others. */
  static List<Integer> longestFirst(Exam exam, int first, int end) {
    List<Integer> problems = new ArrayList<>(IntStream.range(first, end).boxed().toList());
    double mean =
        problems.stream()
            .map(p -> seen(exam, p))
            .filter(seen -> seen != null)
            .mapToDouble(Mean::value)
            .average()
            .orElse(0);
    problems.sort(
        Comparator.comparingDouble(p -> seen(exam, p) == null ? -mean : -seen(exam, p).value()));
    return problems;
  }

  private static Mean seen(Exam exam, int problem) {
    return SEEN.get(key(exam, exam.rendered(problem, 0).problem().id()));
  }

  private static String key(Exam exam, String problem) {
    return exam.name() + "/" + problem;
  }
}
