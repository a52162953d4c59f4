package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {

  /** The procedure step by step: 4 x 0.005, 3 x 0.01, 2 x 0.03, then 0.04 raised to 0.06. */
  @Test
  void smallestPValueIsMultipliedMost() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void nothingExceedsOne() {
    assertThat(Holm.adjusted(new double[] {0.9, 0.6})).containsExactly(1, 1);
  }

  @Test
  void noTestsGiveNoPValues() {
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }
}
