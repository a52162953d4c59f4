package org.alphagrid.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All there is to take: what a full grid would generate for each of its points.
 *
 * @param problems number of problems by benchmark
 * @param samples of each problem
 */
public record ExamSize(Map<String, Integer> problems, int samples) {
  public ExamSize {
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    if (problems.isEmpty() || samples < 1) {
      throw new IllegalArgumentException(
          "Invalid exam: benchmarks %s with %d samples (must have a benchmark and a sample)"
              .formatted(problems, samples));
    }
  }

  /** Everything. */
  public Extent full() {
    return new Extent(mostProblems(), samples);
  }

  /** Problems of the largest benchmark. */
  public int mostProblems() {
    return problems.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** Samples of an extent over all benchmarks. */
  public long samples(Extent extent) {
    return problems.values().stream()
        .mapToLong(own -> (long) Math.min(own, extent.problems()) * extent.samples())
        .sum();
  }
}
