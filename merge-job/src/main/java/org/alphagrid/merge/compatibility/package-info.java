/**
 * Decides whether parents may be merged: configs, tokenizers, tensors, and what each difference
 * means.
 *
 * <p>May use {@code merge.checkpoint}, {@code merge.architecture}, {@code merge.method}, {@code
 * merge.tensor} and {@code core}.
 *
 * <p>Start with {@link CheckpointComparison}.
 */
package org.alphagrid.merge.compatibility;
