/**
 * Compares the weights of checkpoints: norms, cosines, shares of equal elements, by tensor, role
 * and depth.
 *
 * <p>May use {@code merge.compatibility}, {@code merge.checkpoint}, {@code merge.architecture} and
 * {@code merge.tensor}.
 *
 * <p>Start with {@link InspectionText}.
 */
package org.alphagrid.merge.inspect;
