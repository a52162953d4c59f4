package org.alphagrid.eval.onnx;

import java.util.Arrays;
import org.alphagrid.merge.tensor.DType;

/** Says what a decoder graph computes in; caches have this type too, logits are always float32. */
public enum ComputeType {
  F32(ElementType.FLOAT, "f32"),
  BF16(ElementType.BFLOAT16, "bf16"),
  F16(ElementType.FLOAT16, "f16");

  private final ElementType element;
  private final String text;

  ComputeType(ElementType element, String text) {
    this.element = element;
    this.text = text;
  }

  ElementType element() {
    return element;
  }

  /**
   * Returns the type that stored values of this kind are.
   *
   * @throws IllegalArgumentException for float64, which nothing is computed in
   */
  public static ComputeType of(DType stored) {
    ElementType element = ElementType.of(stored);
    return Arrays.stream(values()).filter(t -> t.element == element).findFirst().orElseThrow();
  }

  /** Its number in ONNX's own lists of element types. */
  public int onnxNumber() {
    return element.number();
  }

  /** Bytes of one value. */
  public int bytes() {
    return this == F32 ? Float.BYTES : Short.BYTES;
  }

  /** Its name in rows and messages, for example {@code f32}. */
  public String text() {
    return text;
  }
}
