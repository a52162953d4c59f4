package org.alphagrid.report.generation;

/**
 * One sample as the statistics see it.
 *
 * @param score between 0 and 1
 * @param tokens generated, the stop id included
 * @param answer equal for equal extracted answers of one problem; {@link #NO_ANSWER} for none
 */
public record Generation(double score, int tokens, long answer) {
  /** Marks a sample without an extracted answer, which casts no vote. */
  public static final long NO_ANSWER = 0;

  public Generation {
    if (!(score >= 0 && score <= 1) || tokens < 0) {
      throw new IllegalArgumentException(
          "Invalid generation: score %s (must be in [0, 1]), %d tokens (must not be negative)"
              .formatted(score, tokens));
    }
  }

  boolean isRight() {
    return score == 1;
  }
}
