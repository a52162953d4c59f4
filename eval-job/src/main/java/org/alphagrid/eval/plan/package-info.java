/**
 * Finds which samples are missing and groups them into tasks of even length.
 *
 * <p>May use {@code eval.prompt}, {@code eval.sample} and {@code merge.run}; knows no Spark.
 *
 * <p>Start with {@link EvalPlanner}.
 */
package org.alphagrid.eval.plan;
