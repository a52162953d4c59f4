/**
 * Reads the sweep file into records.
 *
 * <p>May use {@code merge.grid}, {@code merge.method} and {@code core}.
 *
 * <p>Start with {@link SweepReader}.
 */
package org.alphagrid.merge.sweep;
