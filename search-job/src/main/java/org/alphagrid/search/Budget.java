package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Limits what a search may spend.
 *
 * @param unit what is counted
 * @param limit in that unit
 * @param price tokens, samples or money for one unit of {@link Cost}; see the factories
 */
public record Budget(Unit unit, double limit, double price) {
  /** Names what is counted. */
  public enum Unit {
    /** Counts generated tokens. */
    TOKENS,
    /** Counts hours of an accelerator that generates several samples at a time. */
    GPU_HOURS,
    /** Counts money, by a price per million tokens. */
    MONEY,
    /** Limits tokens to a share of what the whole grid would cost, as predicted after the pilot. */
    SHARE
  }

  public Budget {
    requireNonNull(unit, "unit is null");
    if (!(limit > 0) || !(price > 0)) {
      throw new IllegalArgumentException(
          "Invalid budget: %s %s at %s (both must be more than 0)".formatted(limit, unit, price));
    }
  }

  /** Returns a limit in generated tokens. */
  public static Budget ofTokens(double limit) {
    return new Budget(Unit.TOKENS, limit, 1);
  }

  /**
   * Returns a limit in hours of an accelerator.
   *
   * @param concurrency samples that one accelerator generates at a time
   */
  public static Budget ofGpuHours(double limit, double concurrency) {
    return new Budget(Unit.GPU_HOURS, limit, 1 / (3600 * concurrency));
  }

  /**
   * Returns a limit in money.
   *
   * @param perMillion price of a million tokens
   */
  public static Budget ofMoney(double limit, double perMillion) {
    return new Budget(Unit.MONEY, limit, perMillion / 1e6);
  }

  /** Returns a limit as a share of the full grid's tokens. */
  public static Budget ofShare(double limit) {
    return new Budget(Unit.SHARE, limit, 1);
  }

  /** Returns the budget in words, for example {@code 35 % of the full grid's tokens}. */
  @Override
  public String toString() {
    return switch (unit) {
      case TOKENS -> String.format(Locale.ROOT, "%,.0f tokens", limit);
      case GPU_HOURS -> String.format(Locale.ROOT, "%,.3g GPU hours", limit);
      case MONEY ->
          String.format(Locale.ROOT, "%,.2f at %.4g per million tokens", limit, 1e6 * price);
      case SHARE -> String.format(Locale.ROOT, "%.0f %% of the full grid's tokens", 100 * limit);
    };
  }

  /**
   * Returns a cost in this budget's unit; for a share, in tokens.
   *
   * @throws IllegalStateException for GPU hours where the samples have no times
   */
  public double of(Cost cost) {
    if (unit != Unit.GPU_HOURS) {
      return cost.tokens() * price;
    }
    if (Double.isNaN(cost.seconds())) {
      throw new IllegalStateException(
          "Cannot count GPU hours: the samples have no generation times (use a budget in tokens)");
    }
    return cost.seconds() * price;
  }

  /**
   * Returns the limit in tokens; empty for GPU hours, which do not follow from tokens.
   *
   * @param fullGrid predicted tokens of the whole grid
   */
  public OptionalDouble tokens(double fullGrid) {
    return unit == Unit.GPU_HOURS
        ? OptionalDouble.empty()
        : OptionalDouble.of(limit(new Cost(fullGrid, Double.NaN)) / price);
  }

  /**
   * Returns the limit in the unit of {@link #of}.
   *
   * @param fullGrid predicted cost of the whole grid
   */
  public double limit(Cost fullGrid) {
    return unit == Unit.SHARE ? limit * fullGrid.tokens() : limit;
  }
}
