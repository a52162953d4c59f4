/**
 * Estimates accuracy and tokens of every point with problems as clusters, and their 95 % intervals.
 *
 * <p>May use commons-math only; every other statistic builds on its records.
 *
 * <p>Start with {@link ProblemTally} and {@link CurveBuilder}.
 */
package org.alphagrid.report.curve;
