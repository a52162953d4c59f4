package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BFloat16Test {
  @Test
  void roundsToNearestAndTiesToEven() {
    assertThat(rounded(0x3F80_7FFF)).isEqualTo(0x3F80);
    assertThat(rounded(0x3F80_8000)).isEqualTo(0x3F80);
    assertThat(rounded(0x3F80_8001)).isEqualTo(0x3F81);
    assertThat(rounded(0x3F81_8000)).isEqualTo(0x3F82);
    assertThat(rounded(0xBF81_8000)).isEqualTo(0xBF82);
    assertThat(rounded(0x7F7F_FFFF)).as("largest float overflows").isEqualTo(0x7F80);
  }

  @Test
  void keepsEveryValueItCanHold() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = BFloat16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(BFloat16.fromFloat(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void refusesNaN() {
    assertThatThrownBy(() -> BFloat16.fromFloat(Float.NaN)).hasMessageContaining("NaN");
  }

  private static int rounded(int floatBits) {
    return BFloat16.fromFloat(Float.intBitsToFloat(floatBits)) & 0xFFFF;
  }
}
