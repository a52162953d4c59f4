/**
 * Binds the parts of ONNX Runtime's C interface that its Java interface lacks.
 *
 * <p>May use JNA and ONNX Runtime; knows nothing of decoders.
 *
 * <p>Start with {@link OrtNative}.
 */
package org.alphagrid.eval.generate.ort;
