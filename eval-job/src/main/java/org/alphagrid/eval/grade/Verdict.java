package org.alphagrid.eval.grade;

import java.util.Map;

/**
 * A grader's decision.
 *
 * @param score 1 for right, 0 for wrong
 * @param rule the rule that decided
 * @param measures further numbers by name, for graders that find more than one
 */
public record Verdict(double score, String rule, Map<String, Double> measures) {
  public Verdict {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("Invalid score: " + score + " (must be from 0 to 1)");
    }
    measures = Map.copyOf(measures);
  }

  /** A decision that is all there is to say. */
  public Verdict(double score, String rule) {
    this(score, rule, Map.of());
  }

  public static Verdict right(String rule) {
    return new Verdict(1, rule);
  }

  public static Verdict wrong(String rule) {
    return new Verdict(0, rule);
  }
}
