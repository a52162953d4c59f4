/**
 * Gathers numbers over tensors that kernels need: thresholds, norms, Gram matrices.
 *
 * <p>May use {@code merge.method} and {@code merge.tensor}.
 *
 * <p>Start with {@code MagnitudeThreshold}.
 */
package org.alphagrid.merge.method.statistic;
