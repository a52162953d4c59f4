package org.alphagrid.report.evidence;

import java.util.stream.IntStream;
import org.alphagrid.report.curve.IndexOrder;

/**
 * Holds accuracy as a function of tokens: straight between the points of a line, by rising tokens.
 */
final class Polyline {
  private final double[] tokens;
  private final double[] accuracies;

  Polyline(double[] tokens, double[] accuracies) {
    int[] order = IndexOrder.rising(tokens);
    this.tokens = IntStream.of(order).mapToDouble(i -> tokens[i]).toArray();
    this.accuracies = IntStream.of(order).mapToDouble(i -> accuracies[i]).toArray();
  }

  double from() {
    return tokens[0];
  }

  double to() {
    return tokens[tokens.length - 1];
  }

  /** Returns the area below the line between two numbers of tokens, both inside it. */
  double area(double low, double high) {
    double area = 0;
    for (int i = 1; i < tokens.length; i++) {
      double left = Math.max(low, tokens[i - 1]);
      double right = Math.min(high, tokens[i]);
      if (right > left) {
        area += (right - left) * (at(i, left) + at(i, right)) / 2;
      }
    }
    return area;
  }

  /** Returns the value on the piece that ends at a point. */
  private double at(int piece, double x) {
    double share = (x - tokens[piece - 1]) / (tokens[piece] - tokens[piece - 1]);
    return accuracies[piece - 1] + share * (accuracies[piece] - accuracies[piece - 1]);
  }
}
