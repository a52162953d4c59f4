/**
 * Builds ONNX graphs of decoders over the merged safetensors.
 *
 * <p>May use {@code merge.architecture}, {@code merge.checkpoint} and {@code merge.tensor}; names
 * no family and no engine.
 *
 * <p>Start with {@link DecoderGraph}.
 */
package org.alphagrid.eval.onnx;
