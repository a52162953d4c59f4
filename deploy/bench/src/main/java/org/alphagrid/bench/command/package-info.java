/**
 * Holds the command line of all benches.
 *
 * <p>May use every other package of the benches and {@code core}.
 *
 * <p>Start with {@link BenchCommand}.
 */
package org.alphagrid.bench.command;
