package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

import org.alphagrid.report.searchlog.SearchStrategy;

/**
 * Holds how a grid is searched.
 *
 * @param strategy how to choose what to evaluate
 * @param seed of every random choice
 * @param pilotPoints evenly spaced points of each line that the pilot tries, parents included
 * @param pilot how many problems and samples each pilot point takes
 * @param thinkRatioStep an interval whose ends differ by more in think ratio is bisected
 * @param logTokensStep an interval whose ends differ by more in the natural logarithm of tokens is
 *     bisected
 * @param rungs of the race, the last at full size
 * @param level of the simultaneous tests that drop a point, over all rivals and rungs
 * @param budget the most to spend
 * @param heldOut share of the problems that no choice sees, for the confirmatory test
 * @param margin how much less accuracy counts as no worse there
 */
public record SearchSettings(
    SearchStrategy strategy,
    long seed,
    int pilotPoints,
    Fidelity pilot,
    double thinkRatioStep,
    double logTokensStep,
    int rungs,
    double level,
    Budget budget,
    double heldOut,
    double margin) {
  /** Holds the settings of a sweep file that says {@code search: {}}. */
  public static final SearchSettings DEFAULT =
      new SearchSettings(
          SearchStrategy.ADAPTIVE,
          0,
          11,
          new Fidelity(8, 2),
          0.1,
          0.2,
          2,
          0.05,
          Budget.ofShare(0.35),
          0.2,
          0.02);

  public SearchSettings {
    requireNonNull(strategy, "strategy is null");
    requireNonNull(pilot, "pilot is null");
    requireNonNull(budget, "budget is null");
    if (pilotPoints < 2
        || rungs < 1
        || !(thinkRatioStep > 0 && logTokensStep > 0)
        || !(level > 0 && level < 1)
        || !(heldOut >= 0 && heldOut < 1)
        || !(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException("Invalid search: a setting is out of range");
    }
  }

  /** Returns the same settings with another strategy. */
  public SearchSettings with(SearchStrategy otherStrategy) {
    return copy(otherStrategy, seed, budget);
  }

  /** Returns the same settings with another seed. */
  public SearchSettings with(long otherSeed) {
    return copy(strategy, otherSeed, budget);
  }

  /** Returns the same settings with another budget. */
  public SearchSettings with(Budget otherBudget) {
    return copy(strategy, seed, otherBudget);
  }

  private SearchSettings copy(SearchStrategy newStrategy, long newSeed, Budget newBudget) {
    return new SearchSettings(
        newStrategy,
        newSeed,
        pilotPoints,
        pilot,
        thinkRatioStep,
        logTokensStep,
        rungs,
        level,
        newBudget,
        heldOut,
        margin);
  }
}
