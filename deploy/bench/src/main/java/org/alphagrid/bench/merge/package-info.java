/**
 * Measures merges against limits of the machine.
 *
 * <p>May use {@code merge} and {@code core}.
 *
 * <p>Start with {@link MergeBench}.
 */
package org.alphagrid.bench.merge;
