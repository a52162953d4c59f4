package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

/**
 * Holds a model chosen on one half of the problems and tested once on the other, so that the choice
 * cannot flatter the test.
 *
 * @param chosen on the first half: the merge with the smallest p-value against the parent there
 * @param test on the second half, not corrected, since it is the only one
 */
public record HoldoutConfirmation(Improvement chosen, Improvement test) {

  public HoldoutConfirmation {
    requireNonNull(chosen, "chosen is null");
    requireNonNull(test, "test is null");
  }

  public boolean isConfirmed() {
    return test.verdict() == Improvement.Verdict.IMPROVEMENT;
  }
}
