/**
 * Generates completions: loads a decoder, batches requests continuously, keeps the KV cache.
 *
 * <p>May use {@code .ort}, {@code .sampling}, {@code .tokenizer}, {@code eval.onnx} and DJL.
 *
 * <p>Start with {@link ContinuousBatcher}; a second engine would stand beside {@link Decoder}.
 */
package org.alphagrid.eval.generate;
