/**
 * Holds what all benches share: how they print, and the memory of this process.
 *
 * <p>May use {@code core}.
 *
 * <p>Start with {@link BenchOutput}.
 */
package org.alphagrid.bench;
