package org.alphagrid.eval.job;

import java.io.Serializable;

/**
 * Holds what a task did.
 *
 * @param samples rows published by it
 * @param tokens generated
 * @param truncated rows cut off at the token limit
 * @param errors rows that ended in an error
 * @param firstError text of one of them; null if there is none
 * @param stopped whether it generated nothing because its point was stopped
 */
record EvalTaskResult(
    int samples, long tokens, int truncated, int errors, String firstError, boolean stopped)
    implements Serializable {
  /** Stands for a task whose file another job published first. */
  static final EvalTaskResult NOT_MINE = new EvalTaskResult(0, 0, 0, 0, null, false);

  /** Stands for a task whose point was stopped. */
  static final EvalTaskResult STOPPED = new EvalTaskResult(0, 0, 0, 0, null, true);
}
