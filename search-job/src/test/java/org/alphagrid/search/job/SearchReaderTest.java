package org.alphagrid.search.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.SearchSettings;
import org.junit.jupiter.api.Test;

class SearchReaderTest {
  @Test
  void nothingSaidIsTheDefaultWithTheSweepsSeed() {
    SearchSettings settings = read("strategy: adaptive");

    assertThat(settings).isEqualTo(SearchSettings.DEFAULT.with(17));
  }

  @Test
  void everySettingIsRead() {
    SearchSettings settings =
        read(
            "strategy: racing\nseed: 5\npilot: {points: 6, problems: 4, samples: 1}\n"
                + "refine: {thinkRatio: 0.1, logTokens: 0.5}\nrace: {rungs: 3, level: 0.1}\n"
                + "budget: {gpuHours: 2.5, concurrency: 16}\nheldOut: 0");

    assertThat(settings)
        .isEqualTo(
            new SearchSettings(
                SearchStrategy.RACING,
                5,
                6,
                new Fidelity(4, 1),
                0.1,
                0.5,
                3,
                0.1,
                Budget.ofGpuHours(2.5, 16),
                0,
                0.02));
    assertThat(read("budget: {money: 20, perMillion: 0.5}").budget())
        .isEqualTo(Budget.ofMoney(20, 0.5));
    assertThat(read("budget: {tokens: 5000000}").budget()).isEqualTo(Budget.ofTokens(5e6));
  }

  @Test
  void whatIsWrongIsNamedWithItsKey() {
    assertThatThrownBy(() -> read("strategie: racing"))
        .hasMessageStartingWith("Unknown key 'strategie'");
    assertThatThrownBy(() -> read("strategy: lucky"))
        .hasMessageContaining("search.strategy: \"lucky\" (must be one of [full-grid, random");
    assertThatThrownBy(() -> read("strategy: nsga2"))
        .hasMessageEndingWith(
            "search.strategy: \"nsga2\" (must be one of [full-grid, random, bisection, racing,"
                + " adaptive, gp, random-space]; in sweep.yaml)");
    assertThatThrownBy(() -> read("strategy: cma-es"))
        .hasMessageContaining("search.strategy: \"cma-es\" (must be one of [full-grid, random");
    assertThatThrownBy(() -> read("budget: {share: 0.3, tokens: 5}"))
        .hasMessageStartingWith("Unknown key 'share'");
    assertThatThrownBy(() -> read("budget: {gpuHours: 3}"))
        .hasMessageStartingWith("Missing required key 'concurrency'");
    assertThatThrownBy(() -> read("pilot: {problems: 1}"))
        .hasMessageContaining("search.pilot.problems: 1 (must be a whole number from 2");
  }

  private static SearchSettings read(String search) {
    String text = "search:\n  " + search.replace("\n", "\n  ");
    return SearchReader.read(ConfigNode.parse("sweep.yaml", text).required("search"), 17, 0.02)
        .settings();
  }
}
