package org.alphagrid.eval.onnx;

import org.alphagrid.merge.tensor.DType;

/** Lists the element types of graph values, numbered as {@code TensorProto.DataType}. */
enum ElementType {
  FLOAT(1),
  INT32(6),
  INT64(7),
  FLOAT16(10),
  BFLOAT16(16);

  private final int number;

  ElementType(int number) {
    this.number = number;
  }

  /** Returns the number in the ONNX schema. */
  int number() {
    return number;
  }

  /**
   * Returns the type of a stored weight.
   *
   * @throws IllegalArgumentException for float64, which no checkpoint of this kind uses
   */
  static ElementType of(DType stored) {
    return switch (stored) {
      case F32 -> FLOAT;
      case F16 -> FLOAT16;
      case BF16 -> BFLOAT16;
      case F64 ->
          throw new IllegalArgumentException(
              "Invalid dtype: F64 (must be one of [BF16, F16, F32] to be run)");
    };
  }
}
