package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * Holds what is asked of the data.
 *
 * @param goals by benchmark, or {@code all}, in the order to answer
 * @param pairs models to compare with each other
 * @param confirm whether to choose on half of the problems and test on the other half as well
 * @param seed of the bootstrap and of the split
 */
public record AnalysisRequest(
    ImprovementRule rule,
    Function<String, List<Goal>> goals,
    List<PointPair> pairs,
    boolean confirm,
    long seed) {

  public AnalysisRequest {
    requireNonNull(rule, "rule is null");
    requireNonNull(goals, "goals is null");
    pairs = List.copyOf(pairs);
  }

  /** Asks for the same goals on every benchmark, and for no comparison. */
  public static AnalysisRequest of(ImprovementRule rule, List<Goal> goals, long seed) {
    return new AnalysisRequest(rule, benchmark -> goals, List.of(), false, seed);
  }
}
