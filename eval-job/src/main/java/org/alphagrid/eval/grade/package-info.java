/**
 * Extracts answers from completions and grades them.
 *
 * <p>May use {@code eval.benchmark} and {@code core.plugin}; runs nothing that it reads.
 *
 * <p>Start with {@link Extractor}, {@link Grader} and {@link Grading}.
 */
package org.alphagrid.eval.grade;
