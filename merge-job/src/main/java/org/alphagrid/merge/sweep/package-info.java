/**
 * Reads the sweep file into records.
 *
 * <p>May use {@code merge.mergekit}, {@code merge.grid}, {@code merge.compatibility}, {@code
 * merge.method}, {@code merge.tensor} and {@code core}.
 *
 * <p>Start with {@link SweepReader}.
 */
package org.alphagrid.merge.sweep;
