/**
 * Decides whether two mathematical answers are equal, or says what it does not understand.
 *
 * <p>May use {@code eval.grade.latex} and {@code .text}.
 *
 * <p>Start with {@link MathEquivalence}.
 */
package org.alphagrid.eval.grade.math;
