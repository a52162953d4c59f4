package org.alphagrid.search.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalInt;
import org.alphagrid.search.Candidate;

/**
 * Describes one number that a search may choose.
 *
 * @param name as candidates write it, for example {@code alpha.attention}
 * @param knot index within a list of knots such as {@code alpha.layers}; empty for a plain number
 * @param low smallest value
 * @param high largest value, more than low
 * @param step values are low plus a multiple of it, so that equal proposals are recognized
 */
public record Dimension(
    String name, OptionalInt knot, BigDecimal low, BigDecimal high, BigDecimal step) {

  public Dimension {
    if (low.compareTo(high) >= 0) {
      throw new IllegalArgumentException(
          "Invalid range of %s: %s to %s (must rise)".formatted(name, low, high));
    }
    if (step.signum() <= 0 || step.compareTo(high.subtract(low)) > 0) {
      throw new IllegalArgumentException(
          "Invalid step of %s: %s (must be more than 0 and fit between %s and %s)"
              .formatted(name, step, low, high));
    }
  }

  /** Returns whether it is a weight on the think parent. */
  public boolean isAlpha() {
    return name.equals("alpha") || name.startsWith("alpha.");
  }

  /**
   * Returns the nearest value on a step.
   *
   * @param share of the way from low to high
   */
  BigDecimal value(double share) {
    BigDecimal range = high.subtract(low);
    double steps = range.divide(step, MathContext.DECIMAL64).doubleValue();
    BigDecimal whole = BigDecimal.valueOf(Math.round(Math.max(0, Math.min(1, share)) * steps));
    return low.add(whole.multiply(step)).min(high);
  }

  String text(double share) {
    return Candidate.text(value(share));
  }

  /** Returns how far a value is on the way from low to high, from 0 to 1. */
  double share(BigDecimal value) {
    BigDecimal range = high.subtract(low);
    return value.subtract(low).divide(range, 15, RoundingMode.HALF_EVEN).doubleValue();
  }
}
