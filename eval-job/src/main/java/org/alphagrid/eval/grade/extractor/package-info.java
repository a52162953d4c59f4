/**
 * Holds one class for each way to find the answer in a completion, registered by
 * {@code @AutoService}.
 *
 * <p>May use {@code eval.grade}, {@code .text} and {@code .math}.
 *
 * <p>Start with {@code BoxedAnswer}.
 */
package org.alphagrid.eval.grade.extractor;
