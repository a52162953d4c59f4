package org.alphagrid.merge.architecture.rope;

/** Checks of numbers that a rotation cannot do without. */
final class Positive {
  private Positive() {}

  static void require(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Invalid rope %s: %s (must be > 0 and finite)".formatted(what, value));
    }
  }
}
