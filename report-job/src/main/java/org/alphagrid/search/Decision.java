package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

/**
 * One line of the search log.
 *
 * @param stage from 1
 * @param stageName what the stage is for, for example {@code pilot} or {@code rung 2}
 * @param candidate whom it is about; null for the search as a whole
 * @param verdict what was decided
 * @param rival who beat it, or null
 * @param p adjusted p-value of a test; NaN without one
 * @param reason for a person, with the figures it rests on
 */
public record Decision(
    int stage,
    String stageName,
    Candidate candidate,
    Verdict verdict,
    Candidate rival,
    double p,
    String reason) {
  /** What can happen to a candidate, or to the search. */
  public enum Verdict {
    /** Evaluated for the first time. */
    TRY,
    /** Evaluated further. */
    PROMOTE,
    /** Beaten in accuracy and tokens with confidence, and never looked at again. */
    DROP,
    /** Left where it is because the rest of the budget does more elsewhere. */
    REST,
    /** At full size: it is in the final report. */
    FINAL,
    /** Tested once on problems that no choice has seen. */
    CONFIRM,
    /** Something about the search as a whole. */
    NOTE
  }

  public Decision {
    requireNonNull(stageName, "stageName is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(reason, "reason is null");
  }

  /** About a candidate, without a test. */
  public static Decision of(
      int stage, String stageName, Candidate candidate, Verdict verdict, String reason) {
    return new Decision(stage, stageName, candidate, verdict, null, Double.NaN, reason);
  }

  /** About the search as a whole. */
  public static Decision note(int stage, String stageName, String reason) {
    return new Decision(stage, stageName, null, Verdict.NOTE, null, Double.NaN, reason);
  }
}
