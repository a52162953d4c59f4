package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

/**
 * What a point is wanted for.
 *
 * @param limit mean tokens per sample that may not be exceeded, or the accuracy as a share that
 *     must be reached
 */
public record Goal(Kind kind, double limit) {

  /** Which of the two metrics is bounded; the other one is to be as good as possible. */
  public enum Kind {
    TOKEN_BUDGET,
    ACCURACY_FLOOR
  }

  public Goal {
    requireNonNull(kind, "kind is null");
    if (kind == Kind.TOKEN_BUDGET && !(limit > 0)) {
      throw new IllegalArgumentException(
          "Invalid token budget: " + limit + " (must be more than 0)");
    }
    if (kind == Kind.ACCURACY_FLOOR && !(limit >= 0 && limit <= 1)) {
      throw new IllegalArgumentException(
          "Invalid accuracy floor: " + limit + " (must be between 0 and 1)");
    }
  }

  /** The most accurate point of at most so many tokens per sample. */
  public static Goal tokenBudget(double tokens) {
    return new Goal(Kind.TOKEN_BUDGET, tokens);
  }

  /** The cheapest point of at least this accuracy. */
  public static Goal accuracyFloor(double accuracy) {
    return new Goal(Kind.ACCURACY_FLOOR, accuracy);
  }

  /**
   * The most accurate point that a sample's price allows.
   *
   * @param perMillionTokens price of a million generated tokens, in any currency
   * @param perSample what a sample may cost, in the same
   */
  public static Goal price(double perMillionTokens, double perSample) {
    if (!(perMillionTokens > 0)) {
      throw new IllegalArgumentException(
          "Invalid price: " + perMillionTokens + " (must be more than 0)");
    }
    return tokenBudget(perSample / perMillionTokens * 1e6);
  }

  boolean allows(double accuracy, double tokens) {
    return kind == Kind.TOKEN_BUDGET ? tokens <= limit : accuracy >= limit;
  }

  /** Larger is better. */
  double worth(double accuracy, double tokens) {
    return kind == Kind.TOKEN_BUDGET ? accuracy : -tokens;
  }
}
