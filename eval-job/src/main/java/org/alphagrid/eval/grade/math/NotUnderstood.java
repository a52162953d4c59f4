package org.alphagrid.eval.grade.math;

/** Says that an answer, or a step of comparing two, is beyond what is read with certainty. */
final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotUnderstood(String reason) {
    // Thrown for every odd answer and never logged: a stack trace would cost most of the time.
    super(reason, null, false, false);
  }
}
