/**
 * Plans an evaluation, runs its tasks on Spark and writes one row for each sample.
 *
 * <p>May use everything of this module, {@code merge.run} and {@code core}.
 *
 * <p>Start with {@link EvalJob}.
 */
package org.alphagrid.eval.job;
