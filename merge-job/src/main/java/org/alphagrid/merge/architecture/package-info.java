/**
 * Describes decoders as data: what a {@code config.json} says, which tensors it needs, what a
 * tensor is by its name.
 *
 * <p>May use {@code core.config}, {@code core.plugin} and {@code merge.tensor}.
 *
 * <p>Start with {@link DecoderSpec}; a model family implements {@link Architecture}.
 */
package org.alphagrid.merge.architecture;
