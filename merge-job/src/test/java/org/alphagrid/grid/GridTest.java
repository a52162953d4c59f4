package org.alphagrid.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.method.ParentRole;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Set<ParentRole> PAIR = EnumSet.of(ParentRole.DIRECT, ParentRole.THINK);
  private static final Set<ParentRole> ALL = EnumSet.allOf(ParentRole.class);

  @Test
  void stepsAreExactDecimals() {
    List<GridPoint> points =
        expand("[{method: linear, alpha: {from: 0, to: 1, step: 0.01}}]", PAIR);
    assertThat(points).hasSize(2 + 101);
    assertThat(points).extracting(GridPoint::id).contains("linear/alpha=0.29", "linear/alpha=0.57");
  }

  @Test
  void parentsComeFirstAndEndPointsAreTheirs() {
    List<GridPoint> points = expand("[{method: linear, alpha: {from: 0, to: 1, step: 0.5}}]", ALL);
    assertThat(points)
        .extracting(GridPoint::id)
        .containsExactly(
            "parent/direct",
            "parent/think",
            "parent/base",
            "linear/alpha=0.00",
            "linear/alpha=0.50",
            "linear/alpha=1.00");
    assertThat(points)
        .extracting(GridPoint::modelId)
        .containsExactly(
            "parent/direct",
            "parent/think",
            "parent/base",
            "parent/direct",
            "linear/alpha=0.50",
            "parent/think");
  }

  @Test
  void axesMultiplyAndValuesAreKeyedByValue() {
    assertThat(
            expand("[{method: task_arithmetic, alpha: [0.5, 0.50, 0.3], lambda: [1, 0.80]}]", ALL))
        .extracting(GridPoint::id)
        .containsExactly(
            "parent/direct",
            "parent/think",
            "parent/base",
            "task_arithmetic/alpha=0.50",
            "task_arithmetic/alpha=0.50,lambda=0.80",
            "task_arithmetic/alpha=0.30",
            "task_arithmetic/alpha=0.30,lambda=0.80");
  }

  @Test
  void decimalsKeepAsManyPlacesAsTheyNeed() {
    assertThat(expand("[{method: linear, alpha: [0.125, 0.3000]}]", PAIR))
        .extracting(GridPoint::id)
        .contains("linear/alpha=0.125", "linear/alpha=0.30");
  }

  @Test
  void mistakesAreNamedWithTheirPlace() {
    refuses("[{method: liner, alpha: 1}]", "Unknown merge method 'liner'; did you mean 'linear'?");
    refuses("[{method: linear, alhpa: 1}]", "Missing required parameter 'alpha'");
    refuses(
        "[{method: linear, alpha: 0.5, density: 1}]",
        "Unknown parameter of method linear 'density'");
    refuses(
        "[{method: linear, alpha: 1.5}]",
        "Invalid alpha of method linear: 1.5 (must be from 0 to 1)");
    refuses("[{method: linear, alpha: x}]", "Invalid merge[0].alpha: \"x\" (must be a number");
    refuses("[{method: linear, alpha: {from: 0, to: 1}}]", "Missing required key 'step'");
    refuses("[{method: linear, alpha: {from: 0, to: 1, step: 0}}]", "must be above 0");
    refuses("[{method: linear, alpha: {from: 1, to: 0, step: 0.1}}]", "at least 'from', 1");
    refuses("[{method: linear, alpha: {from: 0, to: 1, step: 0.00001}}]", "more than 10000 values");
    refuses("[{alpha: 1}]", "Missing required key 'method'");
    refuses("[{method: task_arithmetic, alpha: 0.5}]", "Method task_arithmetic needs a base");
  }

  private static void refuses(String merge, String message) {
    assertThatThrownBy(() -> expand(merge, PAIR))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("sweep.yaml");
  }

  private static List<GridPoint> expand(String merge, Set<ParentRole> parents) {
    return Grid.expand(
        ConfigNode.parse("sweep.yaml", "merge: " + merge).required("merge"), parents);
  }
}
