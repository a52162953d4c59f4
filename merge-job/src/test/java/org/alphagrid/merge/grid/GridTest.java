package org.alphagrid.merge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.method.ParentRole;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Set<ParentRole> PAIR = Set.of(ParentRole.DIRECT, ParentRole.THINK);
  private static final Set<ParentRole> ALL = Set.copyOf(ParentRole.KNOWN);

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

  @Test
  void valuesByRoleAndDepthAreOneLineAndKeepTheirIds() {
    refusesNothing(
        "[{method: linear, alpha: {attention: {from: 0.25, to: 0.75, step: 0.25}, default: 0}}]",
        "linear/alpha=0.25@attention+0.00@default",
        "linear/alpha=0.50@attention+0.00@default",
        "linear/alpha=0.75@attention+0.00@default");
    refusesNothing("[{method: linear, alpha: {layers: [0, 1]}}]", "linear/alpha=0.00~1.00");
    refusesNothing(
        "[{method: linear, alpha: {layers: [0, {from: 0.5, to: 1, step: 0.5}, 1]}}]",
        "linear/alpha=0.00~0.50~1.00",
        "linear/alpha=0.00~1.00~1.00");
    refusesNothing(
        "[{method: linear, alpha: {default: 0.1, mlp: {layers: [0, 1]}, '/q_proj/': 0.3,"
            + " '/layers[.][0-3][.]/': 0.9}}]",
        "linear/alpha=0.30@name.q_proj+0.90@name.layers.0-3.-7ace07ad+0.00~1.00@feed-forward"
            + "+0.10@default");
    refusesNothing(
        "[{method: ties, alpha: 0.5, density: [{attention: 0.2}, 0.5]}]",
        "ties/alpha=0.50,density=0.20@attention+1.00@default",
        "ties/alpha=0.50,density=0.50");
  }

  @Test
  void valuesThatAreTheSameEverywhereAreThatValue() {
    refusesNothing(
        "[{method: linear, alpha: [0.5, {layers: [0.5, 0.50]}, {attention: 0.5, default: 0.5}]}]",
        "linear/alpha=0.50");
    GridPoint end = expand("[{method: linear, alpha: {attention: 1, default: 1.0}}]", PAIR).get(2);
    assertThat(end.id()).isEqualTo("linear/alpha=1.00");
    assertThat(end.modelId()).isEqualTo("parent/think");
  }

  @Test
  void structuredPointsAreAParentOnlyIfEveryTensorIs() {
    String ties = "[{method: ties, alpha: 1, lambda: 0, density: {layers: [0.1, 0.9]}}]";
    assertThat(expand(ties, ALL).get(3).modelId()).isEqualTo("parent/base");
    String mixed = "[{method: linear, alpha: {attention: 1, default: 0}}]";
    assertThat(expand(mixed, PAIR).get(2).isMerged()).isTrue();
    String thin = "[{method: ties, alpha: 1, density: {attention: 0.5}}]";
    assertThat(expand(thin, ALL).get(3).isMerged()).isTrue();
    String deep = "[{method: slerp, alpha: {layers: [1, 0, 1]}}]";
    assertThat(expand(deep, PAIR).get(2).isMerged()).isTrue();
  }

  @Test
  void oneNumberStandsForAnAlphaThatIsNotLeftAtAParent() {
    GridPoint point =
        expand("[{method: linear, alpha: {attention: 0.4, norm: 0.4, default: 0}}]", PAIR).get(2);
    assertThat(point.alpha()).contains("0.40");
    assertThat(point.distinctive())
        .isEqualTo(Map.of("alpha", "0.40", "alpha at", "attention+norm+0.00@default"));
    assertThat(point.parameters().get("alpha")).isEqualTo("0.40@attention+0.40@norm+0.00@default");
    GridPoint two =
        expand("[{method: linear, alpha: {attention: 0.4, norm: 0.3, default: 0}}]", PAIR).get(2);
    assertThat(two.alpha()).isEmpty();
    assertThat(expand("[{method: linear, alpha: {layers: [0, 1]}}]", PAIR).get(2).alpha())
        .isEmpty();
  }

  @Test
  void parentsMayBeNamedOneByOneWithTheirWeights() {
    Set<ParentRole> four = new HashSet<>(ALL);
    four.add(ParentRole.of("coder"));
    List<GridPoint> points =
        expand(
            "[{method: ties, models: {direct: {weight: 0.5}, think: {weight: [0.2, 0.4]},"
                + " coder: {weight: 0.3, density: {attention: 0.1, default: 0.5}}}, density: 0.7}]",
            four);
    assertThat(points.subList(0, 4))
        .extracting(GridPoint::id)
        .containsExactly("parent/direct", "parent/think", "parent/base", "parent/coder");
    assertThat(points.get(4).id())
        .isEqualTo(
            "ties/direct.weight=0.50,think.weight=0.20,coder.weight=0.30,direct.density=0.70,"
                + "think.density=0.70,coder.density=0.10@attention+0.50@default");
    assertThat(points).hasSize(6);
    assertThat(((MergePoint) points.get(4)).rule().models())
        .extracting(ParentRole::key)
        .containsExactly("direct", "think", "coder");
    assertThat(points.get(4).alpha()).isEmpty();
    assertThat(expand("[{method: karcher, models: [direct, think, coder]}]", four).get(4).id())
        .isEqualTo("karcher/models=direct+think+coder");
    assertThat(
            expand("[{method: slerp, base: coder, models: [think], alpha: 0.3}]", four).get(4).id())
        .isEqualTo("slerp/alpha=0.30,base=coder");
    assertThat(expand("[{method: ties, base: coder, alpha: 0.3}]", four).get(4).id())
        .isEqualTo("ties/alpha=0.30,base=coder");
  }

  @Test
  void namedParentsThatAreAnAlphaAreThatPoint() {
    String named = "[{method: linear, models: {direct: {weight: 0.3}, think: {weight: 0.7}}}]";
    assertThat(expand(named, PAIR).get(2))
        .isEqualTo(expand("[{method: linear, alpha: 0.7}]", PAIR).get(2));
    Set<ParentRole> three = new HashSet<>(PAIR);
    three.add(ParentRole.of("coder"));
    String alone =
        "[{method: linear, models: {direct: {weight: 0}, think: {weight: 0}, coder: {weight: 1}}}]";
    assertThat(expand(alone, three).get(3).modelId()).isEqualTo("parent/coder");
    String both =
        "[{method: linear, models: {direct: {weight: 1}, think: {weight: 0}, coder: {weight: 1}}}]";
    assertThat(expand(both, three).get(3).isMerged()).isTrue();
  }

  @Test
  void longIdsAreCutAndStayApart() {
    String line =
        "[{method: linear, alpha: {'/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/': 0.1,"
            + " '/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/': 0.2,"
            + " '/cccccccccccccccccccccccccccccccccccccccccccccccc/': 0.3, default: %s}}]";
    String one = expand(line.formatted("0.5"), PAIR).get(2).id();
    String other = expand(line.formatted("0.6"), PAIR).get(2).id();
    assertThat(one).hasSizeLessThan(180).isNotEqualTo(other);
  }

  @Test
  void mistakesInStructuredValuesAreNamed() {
    refuses(
        "[{method: linear, alpha: {atention: 0.5, default: 0}}]",
        "Unknown role 'atention'; did you mean 'attention'?");
    refuses("[{method: linear, alpha: {layers: []}}]", "a list of values, first layer to last");
    refuses(
        "[{method: linear, alpha: {attention: {norm: 1}, default: 0}}]",
        "a number, {from, to, step} or {layers}");
    refuses(
        "[{method: linear, alpha: {attention: 1.5, default: 0}}]",
        "Invalid alpha of method linear: 1.5 (must be from 0 to 1)");
    refuses("[{method: linear, alpha: {'/(/': 1, default: 0}}]", "Invalid name pattern /(/");
    refuses("[{method: linear, models: [direct, thinc], weight: 1}]", "did you mean 'think'?");
    refuses(
        "[{method: linear, models: [direct, think]}]",
        "Missing required parameter 'weight' of model direct");
    refuses(
        "[{method: linear, models: {direct: {wieght: 1}}, weight: 1}]",
        "Unknown parameter of model direct 'wieght'; did you mean 'weight'?");
    refuses("[{method: slerp, models: [direct], alpha: 0.5}]", "'direct' is its first operand");
    refuses("[{method: linear, models: [direct, direct], weight: 1}]", "named once");
    refuses("[{method: linear, base: think, alpha: 1}]", "Invalid base of method linear");
  }

  @Test
  void furtherParentsNeedNamesUnlikeTheKnownRoles() {
    assertThatThrownBy(() -> ParentRole.of("bsae"))
        .hasMessageContaining("Unknown parent 'bsae'; did you mean 'base'?");
    assertThatThrownBy(() -> ParentRole.of("My Model"))
        .hasMessageContaining("Invalid parent name 'My Model'");
  }

  private static void refusesNothing(String merge, String... ids) {
    List<GridPoint> points = expand(merge, ALL);
    assertThat(points.subList(3, points.size())).extracting(GridPoint::id).containsExactly(ids);
  }

  private static void refuses(String merge, String message) {
    assertThatThrownBy(() -> expand(merge, PAIR))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("sweep.yaml");
  }

  private static List<GridPoint> expand(String merge, Set<ParentRole> parents) {
    return Grid.expand(
        ConfigNode.parse("sweep.yaml", "merge: " + merge).required("merge"),
        parents,
        item -> {
          throw item.invalid("a method");
        });
  }
}
