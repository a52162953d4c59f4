/**
 * Reads per-sample results of other evaluation harnesses.
 *
 * <p>May use {@code eval.sample}, {@code eval.grade} and {@code core}.
 *
 * <p>Start with {@link OutsideFormat}.
 */
package org.alphagrid.eval.harness;
