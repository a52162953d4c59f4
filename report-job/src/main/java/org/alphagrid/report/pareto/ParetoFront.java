package org.alphagrid.report.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds the points that no other point dominates, accuracy up and tokens down.
 *
 * <p>A dominates B if A is at least as accurate, uses at most as many tokens, and is strictly
 * better in one of the two. Points equal in both do not dominate each other: they are on the front
 * together or not at all. Comparisons are exact and know nothing of error bars.
 */
public final class ParetoFront {
  private ParetoFront() {}

  /**
   * @return the front by rising tokens (and so rising accuracy), equal points in the given order
   */
  public static <T> List<T> of(
      List<T> points, ToDoubleFunction<T> accuracy, ToDoubleFunction<T> tokens) {
    List<T> cheapestFirst = new ArrayList<>(points);
    cheapestFirst.sort(
        Comparator.comparingDouble(tokens)
            .thenComparing(Comparator.comparingDouble(accuracy).reversed()));
    List<T> front = new ArrayList<>();
    for (T point : cheapestFirst) {
      if (front.isEmpty() || extendsFront(front.get(front.size() - 1), point, accuracy, tokens)) {
        front.add(point);
      }
    }
    return List.copyOf(front);
  }

  private static <T> boolean extendsFront(
      T last, T point, ToDoubleFunction<T> accuracy, ToDoubleFunction<T> tokens) {
    double gain = accuracy.applyAsDouble(point) - accuracy.applyAsDouble(last);
    return gain > 0 || (gain == 0 && tokens.applyAsDouble(point) == tokens.applyAsDouble(last));
  }
}
