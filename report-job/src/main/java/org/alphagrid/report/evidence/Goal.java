package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

/**
 * Says what a point is wanted for.
 *
 * @param limit mean tokens, or mean generation seconds, per sample that may not be exceeded, or the
 *     accuracy as a share that must be reached
 */
public record Goal(Kind kind, double limit) {

  /** Names the metric that is bounded; under a bound on cost the most accurate point is wanted. */
  public enum Kind {
    TOKEN_BUDGET,
    SECONDS_BUDGET,
    ACCURACY_FLOOR
  }

  public Goal {
    requireNonNull(kind, "kind is null");
    if (kind != Kind.ACCURACY_FLOOR && !(limit > 0)) {
      throw new IllegalArgumentException(
          "Invalid %s budget: %s (must be more than 0)"
              .formatted(kind == Kind.TOKEN_BUDGET ? "token" : "time", limit));
    }
    if (kind == Kind.ACCURACY_FLOOR && !(limit >= 0 && limit <= 1)) {
      throw new IllegalArgumentException(
          "Invalid accuracy floor: " + limit + " (must be between 0 and 1)");
    }
  }

  /** Asks for the most accurate point of at most so many tokens per sample. */
  public static Goal tokenBudget(double tokens) {
    return new Goal(Kind.TOKEN_BUDGET, tokens);
  }

  /** Asks for the cheapest point of at least this accuracy. */
  public static Goal accuracyFloor(double accuracy) {
    return new Goal(Kind.ACCURACY_FLOOR, accuracy);
  }

  /**
   * Asks for the most accurate point that a sample's price allows.
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

  /**
   * Asks for the most accurate point that a sample's price allows, where time is paid for.
   *
   * @param perHour price of an accelerator's hour, in any currency
   * @param concurrency samples that it generates at the same time
   * @param perSample what a sample may cost, in the same currency
   */
  public static Goal hourlyPrice(double perHour, double concurrency, double perSample) {
    if (!(perHour > 0) || !(concurrency > 0)) {
      throw new IllegalArgumentException(
          "Invalid price: %s per hour, %s samples at a time (both must be more than 0)"
              .formatted(perHour, concurrency));
    }
    return new Goal(Kind.SECONDS_BUDGET, perSample / perHour * 3600 * concurrency);
  }

  /** Returns whether accuracy is wanted and cost bounded. */
  boolean wantsAccuracy() {
    return kind != Kind.ACCURACY_FLOOR;
  }

  boolean allows(double accuracy, double tokens, double seconds) {
    return switch (kind) {
      case TOKEN_BUDGET -> tokens <= limit;
      case SECONDS_BUDGET -> seconds <= limit;
      case ACCURACY_FLOOR -> accuracy >= limit;
    };
  }

  /** Returns the worth of a point under this goal; larger is better. */
  double worth(double accuracy, double tokens) {
    return wantsAccuracy() ? accuracy : -tokens;
  }
}
