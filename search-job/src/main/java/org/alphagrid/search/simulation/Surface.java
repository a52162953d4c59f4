package org.alphagrid.search.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alphagrid.search.Candidate;

/** Gives accuracy and tokens of every candidate: recorded from a run, or made up. */
public interface Surface {
  /** Returns the names of its benchmarks. */
  List<String> benchmarks();

  /**
   * Returns the true means of a candidate on a benchmark.
   *
   * @throws IllegalArgumentException for a candidate or benchmark it knows nothing about
   */
  TrueMetrics at(Candidate candidate, String benchmark);

  /** Returns the unweighted mean over benchmarks, as reports have it. */
  default TrueMetrics overall(Candidate candidate) {
    return new TrueMetrics(
        mean(candidate, TrueMetrics::accuracy),
        mean(candidate, TrueMetrics::tokens),
        mean(candidate, TrueMetrics::thinkRatio));
  }

  private double mean(Candidate candidate, ToDoubleFunction<TrueMetrics> part) {
    return benchmarks().stream()
        .mapToDouble(name -> part.applyAsDouble(at(candidate, name)))
        .average()
        .orElseThrow();
  }
}
