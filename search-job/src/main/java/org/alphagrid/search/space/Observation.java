package org.alphagrid.search.space;

import java.util.Arrays;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Trial;
import org.alphagrid.search.Trials;

/**
 * Holds the means and variances of a candidate on the problems that choices see.
 *
 * @param accuracy mean over benchmarks
 * @param accuracyVariance of that mean, over problems
 * @param logTokens natural logarithm of the mean tokens
 * @param logTokensVariance of that, over problems (delta method)
 */
record Observation(
    Candidate candidate,
    double accuracy,
    double accuracyVariance,
    double logTokens,
    double logTokensVariance) {

  static Observation of(Candidate candidate, Trials trials) {
    double tokens = trials.tokens();
    return new Observation(
        candidate,
        trials.accuracy(),
        variance(trials, true),
        Math.log(tokens),
        variance(trials, false) / (tokens * tokens));
  }

  double tokens() {
    return Math.exp(logTokens);
  }

  private static double variance(Trials trials, boolean accuracy) {
    double sum = 0;
    int benchmarks = trials.byBenchmark().size();
    for (String name : trials.byBenchmark().keySet()) {
      double[] values = trials.problemMeans(name, accuracy ? Trial::score : Trial::tokens);
      int n = values.length;
      double mean = Arrays.stream(values).average().orElseThrow();
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      sum += n > 1 ? squares / (n - 1) / n : 0.25;
    }
    return sum / (benchmarks * benchmarks);
  }
}
