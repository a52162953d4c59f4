/**
 * Reads benchmarks and their data files into problems.
 *
 * <p>May use {@code eval.protocol} and {@code core}.
 *
 * <p>Start with {@link Benchmark}.
 */
package org.alphagrid.eval.benchmark;
