package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreTest {
  @Test
  void theLastBoxCounts() {
    assertThat(Score.lastBox("\\boxed{1} then \\boxed{-22}<|im_end|>")).isEqualTo("-22");
    assertThat(Score.lastBox("no box")).isNull();
  }
}
