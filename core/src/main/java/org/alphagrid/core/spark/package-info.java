/**
 * Runs a job's command line: options, exit codes, Spark's start, progress and metrics.
 *
 * <p>May use Spark, picocli and the other packages of {@code core}.
 *
 * <p>Start with {@link JobCommand}.
 */
package org.alphagrid.core.spark;
