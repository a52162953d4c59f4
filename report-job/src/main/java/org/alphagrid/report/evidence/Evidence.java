package org.alphagrid.report.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.report.curve.CurvePoint;

/**
 * What the data prove, per benchmark and over all.
 *
 * @param fronts by benchmark; a benchmark of fewer than two problems has none
 * @param improvements every model against every parent, on each benchmark and on all
 * @param transitions over all benchmarks
 * @param recommendations over all benchmarks
 */
public record Evidence(
    Map<String, FrontEvidence> fronts,
    List<Improvement> improvements,
    List<Transition> transitions,
    List<Recommendation> recommendations) {

  public Evidence {
    fronts = Map.copyOf(fronts);
    improvements = List.copyOf(improvements);
    transitions = List.copyOf(transitions);
    recommendations = List.copyOf(recommendations);
  }

  /** For data that hold no problems to compare. */
  public static Evidence none() {
    return new Evidence(Map.of(), List.of(), List.of(), List.of());
  }

  /** Share of bootstrap draws with this row on the front of its benchmark, if it could be drawn. */
  public Optional<Double> frontProbability(CurvePoint row) {
    return Optional.ofNullable(fronts.get(row.benchmark()))
        .map(front -> front.probability().get(row.point().model()));
  }

  /** Improvements over parents that were shown, on one benchmark. */
  public List<Improvement> shown(String benchmark) {
    return improvements.stream()
        .filter(found -> found.benchmark().equals(benchmark))
        .filter(found -> found.verdict() == Improvement.Verdict.IMPROVEMENT)
        .toList();
  }
}
