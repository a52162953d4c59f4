package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Compares pairs of models problem by problem, by paired t tests with Holm's correction. */
final class PointComparer {
  private final String benchmark;
  private final List<ProblemGrid> grids;

  /**
   * Compares points on the same problems.
   *
   * @param grids one per benchmark; several are weighed equally
   */
  PointComparer(String benchmark, List<ProblemGrid> grids) {
    this.benchmark = benchmark;
    this.grids = List.copyOf(grids);
  }

  /** Pairs of which either lacks a problem are left out. */
  List<PointComparison> compare(List<PointPair> pairs) {
    List<PointComparison> found = new ArrayList<>();
    for (PointPair pair : pairs) {
      if (isComplete(pair.first()) && isComplete(pair.second())) {
        found.add(compare(pair));
      }
    }
    double[] accuracies = adjusted(found, PointComparison::pAccuracy);
    double[] tokens = adjusted(found, PointComparison::pTokens);
    List<PointComparison> corrected = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      PointComparison one = found.get(i);
      corrected.add(
          new PointComparison(
              one.first(),
              one.second(),
              benchmark,
              one.accuracy(),
              one.logTokens(),
              accuracies[i],
              tokens[i]));
    }
    return corrected;
  }

  private static double[] adjusted(
      List<PointComparison> found, ToDoubleFunction<PointComparison> p) {
    return Holm.adjusted(found.stream().mapToDouble(p).toArray());
  }

  private boolean isComplete(String model) {
    return grids.stream().allMatch(grid -> grid.contains(model) && grid.problems().size() > 1);
  }

  private PointComparison compare(PointPair pair) {
    PairedDifference accuracy =
        PairedDifference.over(
            grids, grid -> grid.scores(pair.first()), grid -> grid.scores(pair.second()));
    PairedDifference logTokens =
        PairedDifference.over(
            grids, grid -> grid.logTokens(pair.first()), grid -> grid.logTokens(pair.second()));
    return new PointComparison(
        pair.first(),
        pair.second(),
        benchmark,
        accuracy,
        logTokens,
        accuracy.pOfNone(),
        logTokens.pOfNone());
  }
}
