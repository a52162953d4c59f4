package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.alphagrid.report.curve.Interval;

/**
 * Answers "which point should I use?" for one goal.
 *
 * @param best the model to use; empty if none meets the goal
 * @param next the next best; empty if no other meets the goal
 * @param reference what the models were tested against: the best parent that meets the goal
 * @param reliable whether {@code best} is better than the reference, with Holm's correction over
 *     all models that meet the goal; if not, no model is
 */
public record Recommendation(
    Goal goal,
    String benchmark,
    Optional<Choice> best,
    Optional<Choice> next,
    Optional<Choice> reference,
    boolean reliable) {

  /**
   * Holds a model with its numbers.
   *
   * @param accuracyInterval by bootstrap
   * @param tokensInterval by bootstrap
   * @param seconds generation time per sample; NaN where none is stored
   * @param chosen share of bootstrap draws in which this model meets the goal best
   */
  public record Choice(
      String model,
      double accuracy,
      Interval accuracyInterval,
      double tokens,
      Interval tokensInterval,
      double seconds,
      double chosen) {}

  public Recommendation {
    requireNonNull(goal, "goal is null");
    requireNonNull(benchmark, "benchmark is null");
    if (reliable && best.isEmpty()) {
      throw new IllegalArgumentException("Invalid recommendation: reliable without a model");
    }
  }
}
