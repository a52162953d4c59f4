package org.alphagrid.report.searchlog;

import java.util.Arrays;
import java.util.List;

/** Names the ways to search that a sweep file may ask for, in the order of tables. */
public enum SearchStrategy {
  /** Evaluates every point of the grid in full. */
  FULL_GRID("full-grid", false),
  /** Evaluates random points of the grid until the budget is spent. */
  RANDOM("random", false),
  /** Bisects alpha where answers change, without a race. */
  BISECTION("bisection", false),
  /** Races all points of the grid, without bisection. */
  RACING("racing", false),
  /** Bisects, then races. */
  ADAPTIVE("adaptive", false),
  /** Proposes points of a space by two Gaussian processes. */
  GP("gp", true),
  /** Proposes random points of a space. */
  RANDOM_SPACE("random-space", true);

  private final String key;
  private final boolean overSpace;

  SearchStrategy(String key, boolean overSpace) {
    this.key = key;
    this.overSpace = overSpace;
  }

  /** Returns whether it searches ranges of numbers rather than the points of a grid. */
  public boolean isOverSpace() {
    return overSpace;
  }

  /** Returns whether candidates go through the rungs of a race. */
  public boolean races() {
    return this == RACING || this == ADAPTIVE;
  }

  /** Returns the strategies that search a grid, or those that search a space. */
  public static List<SearchStrategy> all(boolean overSpace) {
    return Arrays.stream(values()).filter(one -> one.overSpace == overSpace).toList();
  }

  /**
   * Returns the strategy with a name.
   *
   * @throws IllegalArgumentException with the known names where there is none
   */
  public static SearchStrategy find(String name) {
    return Arrays.stream(values())
        .filter(one -> one.key.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown strategy '%s'; known: %s".formatted(name, Arrays.toString(values()))));
  }

  /** Returns the name as sweep files write it. */
  @Override
  public String toString() {
    return key;
  }
}
