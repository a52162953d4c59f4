package org.alphagrid.search.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Budget;
import org.alphagrid.search.space.Dimension;
import org.alphagrid.search.space.Family;
import org.alphagrid.search.space.SearchSpace;
import org.alphagrid.search.space.SpaceSettings;
import org.junit.jupiter.api.Test;

class SpaceReaderTest {
  private static final String SPACE = "space: [{method: linear, alpha: {attention: [0, 1]}}]\n";

  @Test
  void settingsOfASpaceAreReadBesideTheOthers() {
    SearchPart search =
        read(
            "strategy: random-space\nevaluations: 9\ninitial: 4\ninFlight: 2\nsamples: 3\n"
                + "heldOut: 0.25\nfinalists: 5\nbudget: {tokens: 1000}\n"
                + SPACE);

    assertThat(search.space().orElseThrow().settings())
        .isEqualTo(new SpaceSettings(17, 9, 4, 2, 3, 0.25, 5, Optional.of(Budget.ofTokens(1000))));
    assertThat(search.settings().strategy()).isEqualTo(SearchStrategy.RANDOM_SPACE);
    assertThat(search.start(List.of()).inFlight()).isEqualTo(2);
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    SearchPart search = read("strategy: gp\nbudget: {tokens: 1000}\n" + SPACE);

    assertThat(search.space().orElseThrow().settings())
        .isEqualTo(
            new SpaceSettings(17, 40, 10, 4, 1, 1.0 / 3, 12, Optional.of(Budget.ofTokens(1000))));
    assertThat(read("strategy: adaptive").space()).isEmpty();
  }

  @Test
  void rangesByRoleByDepthAndByParameterAreDimensions() {
    assertThat(
            space(
                """
                - {method: linear, alpha: {attention: [0, 1], feed-forward: [0.2, 0.8], default: 0.5}}
                - {method: linear, alpha: {layers: [[0, 1], [0, 1]]}, step: 0.05}
                - {method: ties, alpha: [0.1, 0.9], density: 0.2, base: base}
                """))
        .isEqualTo(
            new SearchSpace(
                List.of(
                    new Family(
                        "linear",
                        List.of(
                            dimension("alpha.attention", "0", "1", "0.01"),
                            dimension("alpha.feed-forward", "0.2", "0.8", "0.01")),
                        Map.of("alpha.default", "0.50")),
                    new Family("linear", List.of(knot(0), knot(1)), Map.of()),
                    new Family(
                        "ties",
                        List.of(dimension("alpha", "0.1", "0.9", "0.01")),
                        Map.of("density", "0.20", "base", "base")))));
  }

  @Test
  void whatIsNoSpaceIsAnErrorThatNamesThePlace() {
    assertNoSpace("{method: linear}", "Invalid space: {\"method\":\"linear\"} (must be a list of");
    assertNoSpace("[]", "Invalid space: [] (must be a list of");
    assertNoSpace("[{alpha: [0, 1]}]", "Missing required key 'method' (at 'space[0]'");
    assertNoSpace(
        "[{method: linear, alpha: 0.5}]",
        "Invalid space of linear: no range to search (write [low, high])");
    assertNoSpace(
        "[{method: linear, alpha: [0, 0.5, 1]}]",
        "Invalid space[0].alpha: [0,0.5,1] (must be a range [low, high]");
    assertNoSpace(
        "[{method: linear, alpha: [1, 0]}]", "Invalid range of alpha: 1 to 0 (must rise)");
    assertNoSpace(
        "[{method: linear, alpha: [a, b]}]", "Invalid space[0].alpha[0]: \"a\" (must be a number");
    assertNoSpace(
        "[{method: linear, alpha: {layers: [0, 1]}}]",
        "Invalid space[0].alpha.layers[0]: 0 (must be a range [low, high]");
    assertNoSpace(
        "[{method: linear, alpha: {layers: [[0, 1]]}}]",
        "Invalid space[0].alpha.layers: [[0,1]] (must be a list of at least two ranges");
    assertNoSpace(
        "[{method: linear, alpha: [0, 1], step: 2}]",
        "Invalid step of alpha: 2 (must be more than 0 and fit between 0 and 1)");
  }

  @Test
  void whatCannotBeSearchedIsAnErrorThatNamesThePlace() {
    assertInvalid("strategy: gp\nbudget: {tokens: 1}", "Missing required key 'space'");
    assertInvalid("strategy: gp\n" + SPACE, "Missing required key 'budget'");
    assertInvalid("strategy: gp\nbudget: {share: 0.3}\n" + SPACE, "Invalid budget: a share of");
    assertInvalid(
        "strategy: gp\nbudget: {tokens: 1}\nspace: [{method: linear, alpha: 0.5}]",
        "Invalid space of linear: no range to search");
    assertInvalid("strategy: gp\nbudget: {tokens: 1}\nevaluations: 0\n" + SPACE, "evaluations");
  }

  private static void assertNoSpace(String yaml, String part) {
    assertInvalid("strategy: gp\nbudget: {tokens: 1}\nspace: " + yaml, part);
  }

  private static void assertInvalid(String yaml, String part) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(part);
  }

  private static Dimension dimension(String name, String low, String high, String step) {
    return new Dimension(
        name, OptionalInt.empty(), new BigDecimal(low), new BigDecimal(high), new BigDecimal(step));
  }

  private static Dimension knot(int index) {
    return new Dimension(
        "alpha.layers",
        OptionalInt.of(index),
        BigDecimal.ZERO,
        BigDecimal.ONE,
        new BigDecimal("0.05"));
  }

  private static SearchPart read(String yaml) {
    return SearchReader.read(ConfigNode.parse("test", yaml), 17, 0.02);
  }

  private static SearchSpace space(String list) {
    return SpaceReader.read(ConfigNode.parse("test", "space:\n" + list).required("space"));
  }
}
