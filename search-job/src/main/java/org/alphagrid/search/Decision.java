package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import org.alphagrid.report.searchlog.SearchVerdict;

/**
 * Holds one line of the search log.
 *
 * @param stage from 1
 * @param stageName what the stage is for, for example {@code pilot} or {@code rung 2}
 * @param candidate that was decided about; empty for the search as a whole
 * @param verdict what was decided
 * @param rival that beat it, or that it was tested against
 * @param p adjusted p-value of a test
 * @param reason in words, with the numbers it rests on
 */
public record Decision(
    int stage,
    String stageName,
    Optional<Candidate> candidate,
    SearchVerdict verdict,
    Optional<Candidate> rival,
    OptionalDouble p,
    String reason) {

  public Decision {
    requireNonNull(stageName, "stageName is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(reason, "reason is null");
  }

  /** Returns a decision about a candidate, without a test. */
  public static Decision of(
      int stage, String stageName, Candidate candidate, SearchVerdict verdict, String reason) {
    return new Decision(
        stage,
        stageName,
        Optional.of(candidate),
        verdict,
        Optional.empty(),
        OptionalDouble.empty(),
        reason);
  }

  /** Returns a decision that rests on a test of a candidate against a rival. */
  public static Decision tested(
      int stage,
      String stageName,
      Candidate candidate,
      SearchVerdict verdict,
      Candidate rival,
      double p,
      String reason) {
    return new Decision(
        stage,
        stageName,
        Optional.of(candidate),
        verdict,
        Optional.of(rival),
        OptionalDouble.of(p),
        reason);
  }

  /** Returns a remark on the search as a whole. */
  public static Decision note(int stage, String stageName, String reason) {
    return new Decision(
        stage,
        stageName,
        Optional.empty(),
        SearchVerdict.NOTE,
        Optional.empty(),
        OptionalDouble.empty(),
        reason);
  }
}
