package org.alphagrid.search;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Gives accuracy and tokens of every candidate: recorded from a run, or made up. */
public interface Surface {
  /** Returns the names of its benchmarks. */
  List<String> benchmarks();

  /**
   * Returns the true means of a candidate on a benchmark.
   *
   * @throws IllegalArgumentException for a candidate or benchmark it knows nothing about
   */
  Level at(Candidate candidate, String benchmark);

  /** Returns the unweighted mean over benchmarks, as reports have it. */
  default Level overall(Candidate candidate) {
    return new Level(
        mean(candidate, Level::accuracy),
        mean(candidate, Level::tokens),
        mean(candidate, Level::thinkRatio));
  }

  private double mean(Candidate candidate, ToDoubleFunction<Level> part) {
    return benchmarks().stream()
        .mapToDouble(name -> part.applyAsDouble(at(candidate, name)))
        .average()
        .orElseThrow();
  }
}
