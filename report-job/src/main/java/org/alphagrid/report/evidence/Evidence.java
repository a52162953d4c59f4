package org.alphagrid.report.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;

/**
 * Holds what the data prove, per benchmark and over all.
 *
 * @param fronts by benchmark; a benchmark of fewer than two problems has none
 * @param tokensPerCorrect intervals by benchmark and model; absent where some draw has nothing
 *     right
 * @param improvements every model against every parent, on each benchmark and on all
 * @param transitions over all benchmarks
 * @param recommendations on each benchmark, and last over all
 * @param areas lines at equal tokens, over all benchmarks
 * @param optimism of the best merge, by benchmark
 * @param comparisons of the pairs asked for
 * @param confirmations one per parent, if asked for
 */
public record Evidence(
    Map<String, FrontEvidence> fronts,
    Map<String, Map<String, Interval>> tokensPerCorrect,
    List<Improvement> improvements,
    List<Transition> transitions,
    List<Recommendation> recommendations,
    List<LineArea> areas,
    Map<String, WinnersCurse> optimism,
    List<PointComparison> comparisons,
    List<HoldoutConfirmation> confirmations) {

  public Evidence {
    fronts = Map.copyOf(fronts);
    tokensPerCorrect = Map.copyOf(tokensPerCorrect);
    improvements = List.copyOf(improvements);
    transitions = List.copyOf(transitions);
    recommendations = List.copyOf(recommendations);
    areas = List.copyOf(areas);
    optimism = Map.copyOf(optimism);
    comparisons = List.copyOf(comparisons);
    confirmations = List.copyOf(confirmations);
  }

  /** Returns the evidence of data that hold no problems to compare. */
  public static Evidence none() {
    return new Evidence(
        Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(),
        List.of());
  }

  /**
   * Returns the share of bootstrap draws with this row on the front of its benchmark; empty if it
   * could not be drawn.
   */
  public Optional<Double> frontProbability(CurvePoint row) {
    return Optional.ofNullable(fronts.get(row.benchmark()))
        .map(front -> front.probability().get(row.point().model()));
  }

  /**
   * Returns the interval of the tokens spent for each right answer; empty if it could not be drawn.
   */
  public Optional<Interval> tokensPerCorrect(CurvePoint row) {
    return Optional.ofNullable(tokensPerCorrect.get(row.benchmark()))
        .map(models -> models.get(row.point().model()));
  }

  /** Improvements over parents that were shown, on one benchmark. */
  public List<Improvement> shown(String benchmark) {
    return improvements.stream()
        .filter(found -> found.benchmark().equals(benchmark))
        .filter(found -> found.verdict() == Improvement.Verdict.IMPROVEMENT)
        .toList();
  }

  /** Returns the recommendations on one benchmark. */
  public List<Recommendation> recommendations(String benchmark) {
    return recommendations.stream().filter(found -> found.benchmark().equals(benchmark)).toList();
  }
}
