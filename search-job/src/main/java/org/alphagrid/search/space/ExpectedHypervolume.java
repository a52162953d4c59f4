package org.alphagrid.search.space;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.search.space.GaussianProcess.Normal;
import org.apache.commons.math3.special.Erf;

/**
 * Computes by how much a candidate would enlarge the dominated part of the box from accuracy 0 and
 * tokens 0 to a reference, in expectation under the model: accuracy normal, tokens log-normal, the
 * two independent.
 *
 * <p>Cut the box at the tokens of the front. Within a slice the best accuracy so far is a constant
 * a, so the gain is (A - a)+ times the part of the slice to the right of T, and the two factors
 * have closed expectations (exact for two objectives as in Emmerich, Deutz and Klinkenberg, IEEE
 * Congress on Evolutionary Computation 2011).
 */
final class ExpectedHypervolume {
  /** Holds a point in the plane of accuracy and tokens. */
  record Outcome(double accuracy, double tokens) {}

  private final double reference;
  private final List<Outcome> front;

  /**
   * Takes the front of some outcomes.
   *
   * @param outcomes of candidates, dominated ones too
   * @param reference tokens beyond which nothing counts
   */
  ExpectedHypervolume(List<Outcome> outcomes, double reference) {
    this.reference = reference;
    this.front =
        ParetoFront.of(
            outcomes.stream().filter(outcome -> outcome.tokens() < reference).toList(),
            Outcome::accuracy,
            Outcome::tokens);
  }

  /** Returns the expected gain, in accuracy times tokens. */
  double gain(Normal accuracy, Normal logTokens) {
    List<Double> cuts = new ArrayList<>(List.of(0.0));
    List<Double> levels = new ArrayList<>(List.of(0.0));
    for (Outcome outcome : front) {
      cuts.add(outcome.tokens());
      levels.add(outcome.accuracy());
    }
    cuts.add(reference);
    double sum = 0;
    for (int i = 0; i < levels.size(); i++) {
      double width = below(logTokens, cuts.get(i + 1)) - below(logTokens, cuts.get(i));
      sum += above(accuracy, levels.get(i)) * width;
    }
    return sum;
  }

  /** Returns the mean of (A - level)+. */
  static double above(Normal accuracy, double level) {
    double deviation = accuracy.deviation();
    double gap = accuracy.mean() - level;
    if (deviation < 1e-12) {
      return Math.max(0, gap);
    }
    double z = gap / deviation;
    return gap * cumulative(z) + deviation * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Returns the mean of (limit - T)+ with log T normal. */
  static double below(Normal logTokens, double limit) {
    if (limit <= 0) {
      return 0;
    }
    double deviation = logTokens.deviation();
    if (deviation < 1e-12) {
      return Math.max(0, limit - Math.exp(logTokens.mean()));
    }
    double z = (Math.log(limit) - logTokens.mean()) / deviation;
    double mean = Math.exp(logTokens.mean() + logTokens.variance() / 2);
    return limit * cumulative(z) - mean * cumulative(z - deviation);
  }

  private static double cumulative(double z) {
    return 0.5 * Erf.erfc(-z / Math.sqrt(2));
  }
}
