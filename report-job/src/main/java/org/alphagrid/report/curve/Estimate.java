package org.alphagrid.report.curve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Holds a mean and its standard error, in the unit of what was averaged.
 *
 * <p>The standard error takes problems as clusters: each problem counts once with the mean of its
 * samples, so it holds the spread between problems and the sampling noise within them (Miller,
 * "Adding Error Bars to Evals", arXiv 2411.00640, section 2.2).
 *
 * @param standardError NaN where one problem leaves it unknown
 * @param degreesOfFreedom of the standard error; infinite where it is taken as known
 */
public record Estimate(double mean, double standardError, double degreesOfFreedom) {

  /** Makes an estimate whose standard error is known, with infinite degrees of freedom. */
  public Estimate(double mean, double standardError) {
    this(mean, standardError, Double.POSITIVE_INFINITY);
  }

  /**
   * Returns the mean m of the problem values, with the standard error sqrt(sum (x - m)^2 / (n - 1)
   * / n).
   */
  public static <T> Estimate overProblems(List<T> problems, ToDoubleFunction<T> problemMean) {
    int n = problems.size();
    double mean = Means.of(problems, problemMean);
    if (n == 1) {
      return new Estimate(mean, Double.NaN);
    }
    double squares = 0;
    for (T problem : problems) {
      double deviation = problemMean.applyAsDouble(problem) - mean;
      squares += deviation * deviation;
    }
    return new Estimate(mean, Math.sqrt(squares / (n - 1) / n), n - 1);
  }

  /**
   * Returns the unweighted mean of B independent benchmarks, with the standard error sqrt(sum se^2)
   * / B and the degrees of freedom of Welch and Satterthwaite, (sum se^2)^2 / sum(se^4 / df).
   */
  public static Estimate macro(List<Estimate> benchmarks) {
    double squares = 0;
    double fourth = 0;
    double fewest = Double.POSITIVE_INFINITY;
    for (Estimate benchmark : benchmarks) {
      double square = benchmark.standardError * benchmark.standardError;
      squares += square;
      fourth += square * square / benchmark.degreesOfFreedom;
      fewest = Math.min(fewest, benchmark.degreesOfFreedom);
    }
    double mean = Means.of(benchmarks, Estimate::mean);
    double degrees = fourth > 0 ? squares * squares / fourth : fewest;
    return new Estimate(mean, Math.sqrt(squares) / benchmarks.size(), degrees);
  }
}
