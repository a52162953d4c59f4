package org.alphagrid.report.searchlog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds a finished search as a report shows it.
 *
 * @param strategy how the search chose
 * @param budget in words
 * @param spentTokens tokens generated for all candidates
 * @param candidates all that were tried, parents first
 * @param decisions in order
 */
public record SearchRecord(
    SearchStrategy strategy,
    String budget,
    double spentTokens,
    List<Tried> candidates,
    List<Entry> decisions) {
  /** Tells how far a candidate came. */
  public enum End {
    /** Says that it took all problems and samples. */
    FINAL,
    /** Says that it took a part of them, and the front is named from it too. */
    KEPT,
    /** Says that it took a part of them, and is named on no front. */
    RESTING,
    /** Says that a test dropped it. */
    DROPPED;

    /** Returns the word that reports use. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Holds a candidate and how far it came.
   *
   * @param candidate its id
   * @param point id of its point in the run; the same but for weights by role or depth
   * @param problems that it took, over all benchmarks
   * @param samples of each problem
   * @param accuracy mean score from 0 to 1, benchmarks with equal weight
   * @param tokens mean length, likewise
   * @param thinkRatio share of samples that think, likewise
   * @param frontChance chance from 0 to 1 that it is on the front; NaN where nothing tells it
   * @param end how far it came
   */
  public record Tried(
      String candidate,
      String point,
      int problems,
      int samples,
      double accuracy,
      double tokens,
      double thinkRatio,
      double frontChance,
      End end) {}

  /**
   * Holds one decision, a line of the log.
   *
   * @param stage from 1
   * @param name of the stage
   * @param candidate id, or empty
   * @param verdict what was decided
   * @param rival id of the candidate that won, or empty
   * @param p adjusted p-value, or null without a test
   * @param reason in words
   */
  public record Entry(
      int stage,
      String name,
      String candidate,
      SearchVerdict verdict,
      String rival,
      Double p,
      String reason) {}

  public SearchRecord {
    requireNonNull(strategy, "strategy is null");
    requireNonNull(budget, "budget is null");
    candidates = List.copyOf(candidates);
    decisions = List.copyOf(decisions);
  }

  /** Returns how far the candidate of a point came; empty where the search did not try it. */
  public Optional<Tried> tried(String point) {
    return candidates.stream().filter(tried -> point.equals(tried.point())).findFirst();
  }
}
