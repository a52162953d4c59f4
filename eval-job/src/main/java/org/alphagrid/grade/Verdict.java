package org.alphagrid.grade;

/**
 * A grader's decision.
 *
 * @param score 1 for right, 0 for wrong
 * @param rule the rule that decided
 */
public record Verdict(double score, String rule) {
  public Verdict {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("Invalid score: " + score + " (must be from 0 to 1)");
    }
  }

  static Verdict right(String rule) {
    return new Verdict(1, rule);
  }

  static Verdict wrong(String rule) {
    return new Verdict(0, rule);
  }
}
