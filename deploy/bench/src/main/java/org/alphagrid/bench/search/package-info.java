/**
 * Compares search strategies on recorded surfaces.
 *
 * <p>May use {@code search} and {@code core}.
 *
 * <p>Start with {@link SearchBench}.
 */
package org.alphagrid.bench.search;
