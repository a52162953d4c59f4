package org.alphagrid.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.architecture.rope.RopeSpec;
import org.junit.jupiter.api.Test;

class RopeTableTest {
  /** Su et al., 2021, section 3.4.2: theta_i = 10000^(-2i/d), here d = 4, so 1 and 1/100. */
  @Test
  void anglesAreThoseOfThePaper() {
    RopeTable table = new RopeTable(RopeSpec.plain(10_000, 4), 3);
    assertThat(table.shape()).containsExactly(3, 2);
    assertThat(table.cosines())
        .containsExactly(
            1f,
            1f,
            (float) Math.cos(1),
            (float) Math.cos(0.01),
            (float) Math.cos(2),
            (float) Math.cos(0.02));
    assertThat(table.sines())
        .containsExactly(
            0f,
            0f,
            (float) Math.sin(1),
            (float) Math.sin(0.01),
            (float) Math.sin(2),
            (float) Math.sin(0.02));
  }
}
