package org.alphagrid.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the problems and samples that a full grid generates for each of its points.
 *
 * @param problems number of problems by benchmark
 * @param samples of each problem
 */
public record BenchmarkSize(Map<String, Integer> problems, int samples) {
  public BenchmarkSize {
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    if (problems.isEmpty() || samples < 1) {
      throw new IllegalArgumentException(
          "Invalid benchmarks: %s with %d samples (must have a benchmark and a sample)"
              .formatted(problems, samples));
    }
  }

  /** Returns all problems with all samples. */
  public Fidelity full() {
    return new Fidelity(mostProblems(), samples);
  }

  /** Returns the number of problems of the largest benchmark. */
  public int mostProblems() {
    return problems.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** Returns the number of samples of an extent over all benchmarks. */
  public long samples(Fidelity extent) {
    return problems.values().stream()
        .mapToLong(own -> (long) Math.min(own, extent.problems()) * extent.samples())
        .sum();
  }
}
