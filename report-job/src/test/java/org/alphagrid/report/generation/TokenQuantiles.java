package org.alphagrid.report.generation;

import java.util.List;

/** Quantiles of tokens over all samples, because lengths have a heavy tail. */
record TokenQuantiles(double median, double ninetieth) {

  static TokenQuantiles of(List<ProblemGenerations> problems) {
    int[] sorted =
        problems.stream()
            .flatMap(problem -> problem.generations().stream())
            .mapToInt(Generation::tokens)
            .sorted()
            .toArray();
    return new TokenQuantiles(quantile(sorted, 0.5), quantile(sorted, 0.9));
  }

  /** Linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
  private static double quantile(int[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
