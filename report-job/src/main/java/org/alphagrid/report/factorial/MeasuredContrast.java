package org.alphagrid.report.factorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.evidence.ProblemGrid;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Estimates a contrast from the data. Every problem gives one value, the weighted sum of what the
 * models did on it, so problems are the clusters and models stay paired.
 *
 * @param deviations of each problem's value from the mean of its benchmark, by benchmark, scaled so
 *     that their sum of squares is the squared standard error
 */
record MeasuredContrast(
    Contrast contrast,
    ResponseVariable response,
    Estimate estimate,
    Map<Integer, double[]> deviations) {

  static MeasuredContrast of(
      Contrast contrast, ResponseVariable response, List<ProblemGrid> grids) {
    int parts = contrast.weights().size();
    List<Estimate> estimates = new ArrayList<>();
    Map<Integer, double[]> deviations = new TreeMap<>();
    contrast
        .weights()
        .forEach(
            (benchmark, weights) -> {
              double[] values = values(weights, response, grids.get(benchmark));
              List<Integer> problems = IntStream.range(0, values.length).boxed().toList();
              // The mean over benchmarks divides by their number.
              Estimate part = Estimate.overProblems(problems, i -> parts * values[i]);
              estimates.add(part);
              double scale = Math.sqrt(values.length * (values.length - 1.0));
              deviations.put(
                  benchmark,
                  problems.stream()
                      .mapToDouble(i -> (values[i] - part.mean() / parts) / scale)
                      .toArray());
            });
    return new MeasuredContrast(contrast, response, Estimate.macro(estimates), deviations);
  }

  /** Returns one value per problem. */
  static double[] values(Weights weights, ResponseVariable response, ProblemGrid grid) {
    double[] sum = new double[grid.problems().size()];
    weights
        .byModel()
        .forEach(
            (model, weight) -> {
              double[] values = response.values(grid, model);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
              }
            });
    return sum;
  }

  /** Returns whether problems differ at all, beyond rounding. */
  boolean varies() {
    return estimate.standardError() > 1e-12;
  }

  /**
   * Returns the two-sided p-value by Student's t; by the sign test where all problems say the same.
   */
  double p() {
    if (varies()) {
      double t = Math.abs(estimate.mean()) / estimate.standardError();
      return 2 * new TDistribution(estimate.degreesOfFreedom()).cumulativeProbability(-t);
    }
    int problems = deviations.values().stream().mapToInt(values -> values.length).sum();
    return Math.abs(estimate.mean()) < 1e-12 ? 1 : Math.pow(0.5, problems - 1.0);
  }
}
