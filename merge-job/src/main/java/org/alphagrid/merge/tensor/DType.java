package org.alphagrid.merge.tensor;

import java.util.Arrays;
import java.util.Locale;

/** Names an element type of a stored tensor, named as safetensors headers name it. */
public enum DType {
  /** Stores the upper half of a float32. */
  BF16(2),
  /** Stores IEEE 754 half precision. */
  F16(2),
  /** Stores IEEE 754 single precision. */
  F32(4),
  /** Stores IEEE 754 double precision. */
  F64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the bytes per element. */
  public int bytes() {
    return bytes;
  }

  /**
   * Finds the type a safetensors header names.
   *
   * @throws IllegalArgumentException when the name is not a floating-point type known here
   */
  public static DType of(String name) {
    for (DType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Unknown dtype '" + name + "'; known: " + Arrays.toString(values()));
  }

  /** Returns the name {@code config.json} uses, for example {@code bfloat16}. */
  public String torchName() {
    return switch (this) {
      case BF16 -> "bfloat16";
      case F16 -> "float16";
      case F32 -> "float32";
      case F64 -> "float64";
    };
  }

  /** Finds the type by the name {@code config.json} or a sweep file uses, or by its own. */
  public static DType ofConfigName(String name) {
    for (DType type : values()) {
      if (type.torchName().equals(name) || type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Unknown dtype '" + name + "'; known: [bfloat16, float16, float32, float64]");
  }
}
