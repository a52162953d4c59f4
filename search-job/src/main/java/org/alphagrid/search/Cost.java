package org.alphagrid.search;

/**
 * Counts what generating samples took.
 *
 * @param tokens generated
 * @param seconds summed over samples, though several are generated at a time; NaN where unknown
 */
public record Cost(double tokens, double seconds) {
  public static final Cost NONE = new Cost(0, 0);

  public Cost plus(Cost other) {
    return new Cost(tokens + other.tokens, seconds + other.seconds);
  }

  public Cost minus(Cost other) {
    return new Cost(tokens - other.tokens, seconds - other.seconds);
  }

  public Cost times(double factor) {
    return new Cost(tokens * factor, seconds * factor);
  }
}
