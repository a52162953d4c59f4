package org.alphagrid.search.space;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes dimensions for tests. */
final class Dimensions {
  private static final String STEP = "0.01";

  private Dimensions() {}

  /** Returns a plain number in steps of 0.01. */
  static Dimension of(String name, String low, String high) {
    return of(name, low, high, STEP);
  }

  static Dimension of(String name, String low, String high, String step) {
    return dimension(name, OptionalInt.empty(), low, high, step);
  }

  /** Returns so many knots from 0 to 1. */
  static List<Dimension> knots(String name, int count, String step) {
    List<Dimension> knots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      knots.add(dimension(name, OptionalInt.of(i), "0", "1", step));
    }
    return knots;
  }

  private static Dimension dimension(
      String name, OptionalInt knot, String low, String high, String step) {
    return new Dimension(
        name, knot, new BigDecimal(low), new BigDecimal(high), new BigDecimal(step));
  }
}
