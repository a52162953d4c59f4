package org.alphagrid.report.curve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A mean and its standard error, in the unit of what was averaged.
 *
 * <p>The standard error takes problems as clusters: each problem counts once with the mean of its
 * samples, so it holds the spread between problems and the sampling noise within them (Miller,
 * "Adding Error Bars to Evals", arXiv 2411.00640, section 2.2).
 *
 * @param standardError NaN where one problem leaves it unknown
 */
public record Estimate(double mean, double standardError) {

  /** Mean m of the problem values, with sqrt(sum (x - m)^2 / (n - 1) / n). */
  static Estimate overProblems(
      List<ProblemTally> tallies, ToDoubleFunction<ProblemTally> problemMean) {
    int problems = tallies.size();
    double mean = Means.of(tallies, problemMean);
    if (problems == 1) {
      return new Estimate(mean, Double.NaN);
    }
    double squares = 0;
    for (ProblemTally tally : tallies) {
      double deviation = problemMean.applyAsDouble(tally) - mean;
      squares += deviation * deviation;
    }
    return new Estimate(mean, Math.sqrt(squares / (problems - 1) / problems));
  }

  /** Unweighted mean of B independent benchmarks, with sqrt(sum se^2) / B. */
  static Estimate macro(List<Estimate> benchmarks) {
    double squares = 0;
    for (Estimate benchmark : benchmarks) {
      squares += benchmark.standardError * benchmark.standardError;
    }
    double mean = Means.of(benchmarks, Estimate::mean);
    return new Estimate(mean, Math.sqrt(squares) / benchmarks.size());
  }
}
