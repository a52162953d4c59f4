package org.alphagrid.search;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Accuracy and tokens as functions of the candidate: recorded from a run, or made up. */
public interface Surface {
  /** Names of the benchmarks it has. */
  List<String> benchmarks();

  /**
   * The truth.
   *
   * @throws IllegalArgumentException for a candidate or benchmark it knows nothing about
   */
  Level at(Candidate candidate, String benchmark);

  /** Unweighted mean over benchmarks, as reports have it. */
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
