package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingRecipeTest {
  @Test
  void optionsReplaceDefaults() {
    TrainingRecipe recipe = TrainingRecipe.parse(List.of("baseSteps=10", "layers=2"));
    assertThat(recipe.base().steps()).isEqualTo(10);
    assertThat(recipe.shape()).isEqualTo(new DecoderShape(128, 384, 2, 4, 2, 32));
  }

  @Test
  void anUnknownOptionAnswersWithTheKnownOnes() {
    assertThatThrownBy(() -> TrainingRecipe.parse(List.of("steps=10")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps=10")
        .hasMessageContaining("baseSteps");
  }

  @Test
  void theRateRisesToItsPeakAndFalls() {
    Schedule schedule = new Schedule(100, 2.0, 10);
    assertThat(schedule.rate(0)).isEqualTo(0.2);
    assertThat(schedule.rate(9)).isEqualTo(2.0);
    assertThat(schedule.rate(99)).isBetween(0.02, 0.03);
  }
}
