/**
 * Turns the axes of a sweep into points, and rules by role and depth into parameters of a tensor.
 *
 * <p>May use {@code merge.method}, {@code merge.checkpoint}, {@code merge.architecture}, {@code
 * merge.tensor} and {@code core}.
 *
 * <p>Start with {@link Grid} and {@link GridPoint}.
 */
package org.alphagrid.merge.grid;
