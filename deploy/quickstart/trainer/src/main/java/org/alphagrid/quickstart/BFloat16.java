package org.alphagrid.quickstart;

/** The upper half of a float. */
final class BFloat16 {
  private BFloat16() {}

  /** Rounds to the nearest value, ties to the even one. */
  static short fromFloat(float value) {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("Invalid weight: NaN (must be a number)");
    }
    int bits = Float.floatToRawIntBits(value);
    int roundingBias = 0x7FFF + ((bits >>> 16) & 1);
    return (short) ((bits + roundingBias) >>> 16);
  }

  static float toFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
