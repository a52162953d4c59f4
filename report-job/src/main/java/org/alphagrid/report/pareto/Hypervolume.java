package org.alphagrid.report.pareto;

import java.util.Arrays;
import org.alphagrid.report.curve.IndexOrder;

/**
 * Computes the share of the box from accuracy 0 to 1 and tokens 0 to a reference that a set of
 * points dominates: one number for how good a front is (Zitzler and Thiele, IEEE Transactions on
 * Evolutionary Computation 3, 1999). Points at or beyond the reference add nothing.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * Returns the area that a set of points dominates.
   *
   * @param accuracies between 0 and 1
   * @param tokens same order
   * @param reference tokens, more than 0
   */
  public static double of(double[] accuracies, double[] tokens, double reference) {
    if (!(reference > 0) || accuracies.length != tokens.length) {
      throw new IllegalArgumentException(
          "Invalid hypervolume: reference %s (must be more than 0), %d accuracies, %d tokens"
              .formatted(reference, accuracies.length, tokens.length));
    }
    int[] cheapestFirst = cheapestFirst(tokens);
    double area = 0;
    double best = 0;
    double from = 0;
    for (int i : cheapestFirst) {
      double until = Math.min(tokens[i], reference);
      area += best * (until - from);
      from = until;
      best = Math.max(best, accuracies[i]);
    }
    return (area + best * (reference - from)) / reference;
  }

  private static int[] cheapestFirst(double[] tokens) {
    if (Arrays.stream(tokens).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("Invalid tokens: NaN (must be numbers)");
    }
    return IndexOrder.rising(tokens);
  }
}
