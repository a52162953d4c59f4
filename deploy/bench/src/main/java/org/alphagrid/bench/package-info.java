/**
 * Holds the command line of all benches.
 *
 * <p>May use the packages below it and {@code core}.
 *
 * <p>Start with {@link BenchCommand}.
 */
package org.alphagrid.bench;
