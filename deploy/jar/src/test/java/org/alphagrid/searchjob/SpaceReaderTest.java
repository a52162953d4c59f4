package org.alphagrid.searchjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.search.Budget;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.space.SpaceSettings;
import org.junit.jupiter.api.Test;

class SpaceReaderTest {
  private static final String SPACE = "space: [{method: linear, alpha: {attention: [0, 1]}}]\n";

  @Test
  void settingsOfASpaceAreReadBesideTheOthers() {
    ConfigNode search =
        node(
            "strategy: nsga2\nevaluations: 9\ninitial: 4\ninFlight: 2\nsamples: 3\nheldOut: 0.25\n"
                + "finalists: 5\nbudget: {tokens: 1000}\n"
                + SPACE);

    assertThat(SpaceReader.read(search, settings(search)))
        .isEqualTo(new SpaceSettings(17, 9, 4, 2, 3, 0.25, 5, Optional.of(Budget.ofTokens(1000))));
    assertThat(SpaceReader.isSpace(settings(search))).isTrue();
    Searcher searcher = SpaceReader.start(search, settings(search));
    assertThat(searcher.inFlight()).isEqualTo(2);
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    ConfigNode search = node("strategy: gp\nbudget: {tokens: 1000}\n" + SPACE);

    assertThat(SpaceReader.read(search, settings(search)))
        .isEqualTo(
            new SpaceSettings(17, 40, 10, 4, 1, 1.0 / 3, 12, Optional.of(Budget.ofTokens(1000))));
    assertThat(SpaceReader.isSpace(settings(node("strategy: adaptive")))).isFalse();
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

  private static void assertInvalid(String yaml, String part) {
    ConfigNode search = node(yaml);
    assertThatThrownBy(() -> SpaceReader.start(search, settings(search)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(part);
  }

  private static SearchSettings settings(ConfigNode search) {
    return SearchReader.read(search, 17, 0.02);
  }

  private static ConfigNode node(String yaml) {
    return ConfigNode.parse("test", yaml);
  }
}
