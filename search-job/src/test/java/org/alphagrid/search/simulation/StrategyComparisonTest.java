package org.alphagrid.search.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.SearchSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the adaptive sweep promises, on every surface with fixed seeds; {@code deploy/alphagrid
 * bench search} prints the same table over 200.
 */
class StrategyComparisonTest {
  private static final int SEEDS = 15;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "study-30b-linear",
        "study-30b-slerp",
        "study-4b-linear",
        "study-4b-slerp",
        "interpolation-4b-linear"
      })
  void adaptiveKeepsTheFrontForAThirdOfTheTokens(String name) {
    StrategyComparison comparison =
        new StrategyComparison(
            Surfaces.read(name),
            30,
            10,
            new BigDecimal("0.05"),
            Noise.COMPETITION,
            SearchSettings.DEFAULT);

    List<StrategyComparison.Row> rows =
        comparison.rows(List.of(SearchStrategy.RANDOM, SearchStrategy.ADAPTIVE), SEEDS);

    StrategyComparison.Row random = rows.get(0);
    StrategyComparison.Row adaptive = rows.get(1);
    assertThat(adaptive.hypervolume()).isGreaterThanOrEqualTo(0.97);
    assertThat(adaptive.tokens()).isLessThanOrEqualTo(0.35);
    assertThat(adaptive.dropped()).isLessThanOrEqualTo(0.05);
    // Nor left out: the report has all that was tried and not dropped.
    assertThat(adaptive.incomplete()).isLessThanOrEqualTo(0.07);
    assertThat(adaptive.hypervolume()).isGreaterThan(random.hypervolume());
  }
}
