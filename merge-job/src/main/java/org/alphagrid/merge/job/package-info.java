/**
 * Holds the command lines of merge, inspect and random-checkpoint, and runs their tasks on Spark.
 *
 * <p>May use everything of this module and {@code core}.
 *
 * <p>Start with {@link MergeJob}.
 */
package org.alphagrid.merge.job;
