/**
 * Holds one class for each way to grade an answer, registered by {@code @AutoService}.
 *
 * <p>May use {@code eval.grade}, {@code .text}, {@code .math} and {@code .ifeval}.
 *
 * <p>Start with {@code ExactGrader}.
 */
package org.alphagrid.eval.grade.grader;
