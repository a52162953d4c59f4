/**
 * Works on stored samples: compact, import, regrade, grades.
 *
 * <p>May use {@code eval.sample}, {@code eval.sample.files}, {@code eval.harness}, {@code
 * eval.grade} and {@code core}.
 *
 * <p>Start with {@link RegradeJob}.
 */
package org.alphagrid.eval.samplejob;
