/**
 * Trains the quickstart's parents: problems, a small decoder in PyTorch through DJL, export.
 *
 * <p>May use {@code merge.checkpoint}, {@code merge.tensor} and DJL.
 *
 * <p>Start with {@link Quickstart}.
 */
package org.alphagrid.quickstart;
