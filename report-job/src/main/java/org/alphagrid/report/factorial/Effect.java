package org.alphagrid.report.factorial;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;

/**
 * Holds what a setting, or two together, change.
 *
 * @param family all effects of a family are corrected together
 * @param effect {@code density}, {@code alpha × density}
 * @param levels what is compared, {@code 0.2 → 0.8}
 * @param where settings at which, empty for everywhere
 * @param estimate mean change and its standard error over problems
 * @param interval that holds the truth together with all others of the family, 95 %
 * @param p two-sided, of no change
 * @param adjusted p corrected for the family
 */
public record Effect(
    Family family,
    ResponseVariable response,
    String effect,
    String levels,
    Map<String, String> where,
    Estimate estimate,
    Interval interval,
    double p,
    double adjusted) {

  private static final double LEVEL = 0.05;

  /** Names the question that an effect answers. */
  public enum Family {
    /** Asks which setting does something at all, and which two depend on each other. */
    EFFECT,
    /** Asks at which level, in which method or on which benchmark. */
    PLACE
  }

  public Effect {
    requireNonNull(family, "family is null");
    requireNonNull(response, "response is null");
    requireNonNull(effect, "effect is null");
    requireNonNull(estimate, "estimate is null");
    requireNonNull(interval, "interval is null");
    where = Collections.unmodifiableMap(new TreeMap<>(where));
  }

  /**
   * Returns whether it is shown after correction: at most one family in twenty has one that is not
   * there.
   */
  public boolean isReal() {
    return adjusted <= LEVEL;
  }
}
