package org.alphagrid.eval.grade;

import java.util.Map;

/**
 * Holds a grader's decision.
 *
 * @param score 1 for right, 0 for wrong, or between where a grader gives parts
 * @param rule the grader's rule that decided, in small letters and dashes, for example {@code
 *     integer-equal}
 * @param measures further numbers by name, for graders that find more than one; kept in the column
 *     {@code measures}
 */
public record Verdict(double score, String rule, Map<String, Double> measures) {
  /**
   * Checks the score.
   *
   * @throws IllegalArgumentException when the score is not from 0 to 1
   */
  public Verdict {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("Invalid score: " + score + " (must be from 0 to 1)");
    }
    measures = Map.copyOf(measures);
  }

  /** Holds a decision without further numbers. */
  public Verdict(double score, String rule) {
    this(score, rule, Map.of());
  }

  /** Returns the verdict 1. */
  public static Verdict right(String rule) {
    return new Verdict(1, rule);
  }

  /** Returns the verdict 0. */
  public static Verdict wrong(String rule) {
    return new Verdict(0, rule);
  }
}
