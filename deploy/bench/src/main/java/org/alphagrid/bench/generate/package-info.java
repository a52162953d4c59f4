/**
 * Measures generation and the planning of evaluations.
 *
 * <p>May use {@code eval}, {@code merge} and {@code core}.
 *
 * <p>Start with {@link GenerateBench}.
 */
package org.alphagrid.bench.generate;
