/**
 * Writes the files beside the weights: index, config, tokenizer, model card.
 *
 * <p>May use {@code merge.checkpoint}, {@code merge.compatibility}, {@code merge.architecture},
 * {@code merge.tensor} and {@code core}.
 *
 * <p>Start with {@link HuggingFaceFiles}.
 */
package org.alphagrid.merge.files;
