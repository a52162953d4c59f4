package org.alphagrid.report.curve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Computes the mean of a value over items. */
final class Means {
  private Means() {}

  static <T> double of(List<T> items, ToDoubleFunction<T> value) {
    double sum = 0;
    for (T item : items) {
      sum += value.applyAsDouble(item);
    }
    return sum / items.size();
  }
}
