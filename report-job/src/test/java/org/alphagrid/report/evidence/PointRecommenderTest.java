package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.alphagrid.report.evidence.SimulatedSweep.Model;
import org.junit.jupiter.api.Test;

class PointRecommenderTest {
  private static final Model PARENT = new Model("parent", 0.5, 7, 0);

  @Test
  void clearlyBetterModelIsRecommended() {
    Recommendation found = advise(Goal.tokenBudget(1e6), PARENT, new Model("merge", 0.7, 7, 0));

    assertThat(found.reliable()).isTrue();
    assertThat(found.best().orElseThrow().model()).isEqualTo("merge");
    assertThat(found.best().orElseThrow().chosen()).isGreaterThan(0.99);
    assertThat(found.next().orElseThrow().model()).isEqualTo("parent");
  }

  @Test
  void equalModelsGiveNoReliableAnswer() {
    Recommendation found = advise(Goal.tokenBudget(1e6), PARENT, new Model("merge", 0.5, 7, 0));

    assertThat(found.reliable()).isFalse();
    assertThat(found.reference().orElseThrow().model()).isEqualTo("parent");
    assertThat(found.best()).isPresent();
  }

  @Test
  void budgetExcludesWhatCostsMore() {
    Recommendation found = advise(Goal.tokenBudget(2000), PARENT, new Model("merge", 0.7, 9, 0));

    assertThat(found.best().orElseThrow().model()).isEqualTo("parent");
    assertThat(found.next()).isEmpty();
  }

  @Test
  void floorAsksForTheCheapestPoint() {
    Recommendation found =
        advise(
            Goal.accuracyFloor(0.45),
            PARENT,
            new Model("dear", 0.7, 8, 0),
            new Model("cheap", 0.6, 6, 0));

    assertThat(found.best().orElseThrow().model()).isEqualTo("cheap");
    assertThat(found.reliable()).isTrue();
  }

  @Test
  void goalThatNothingMeetsHasNoAnswer() {
    Recommendation found = advise(Goal.accuracyFloor(1), PARENT);

    assertThat(found.best()).isEmpty();
    assertThat(found.reliable()).isFalse();
  }

  @Test
  void priceIsABudgetOfTokens() {
    assertThat(Goal.price(2, 0.01)).isEqualTo(Goal.tokenBudget(5000));
    assertThatThrownBy(() -> Goal.price(0, 1))
        .hasMessage("Invalid price: 0.0 (must be more than 0)");
  }

  private static Recommendation advise(Goal goal, Model... models) {
    ProblemGrid grid = new SimulatedSweep(List.of(models), 3).grid();
    CommonDraws draws = new CommonDraws(List.of(grid.problems().size()), 500, 1);
    DrawnMeans means = new DrawnMeans(List.of(grid), draws, 0);
    return new PointRecommender("a", List.of(grid), means, Set.of("parent")).advise(goal);
  }
}
