package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphagrid.report.pareto.Hypervolume;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.simulation.Noise;
import org.alphagrid.search.simulation.Simulator;
import org.alphagrid.search.simulation.TrueMetrics;
import org.junit.jupiter.api.Test;

/** The true front of what each searcher chose, over 12 simulated searches of 30 candidates. */
class SpaceComparisonTest {
  private static final int SEEDS = 12;
  private static final BenchmarkSize BENCHMARKS = new BenchmarkSize(Map.of("a", 60, "b", 60), 2);

  private final PlantedSpace surface = new PlantedSpace();

  @Test
  void spaceSearchesBeatEveryAlpha() throws IOException {
    Map<Object, Double> hypervolumes = new HashMap<>();
    for (SearchStrategy strategy : SearchStrategy.all(true)) {
      double sum = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        SpaceSettings settings = new SpaceSettings(seed, 30, 8, 3, 1, 1.0 / 3, 8, Optional.empty());
        SearchRun.Outcome outcome =
            SearchRun.run(
                SpaceSearchers.start(strategy, PlantedSpace.space(), settings),
                new Simulator(surface, BENCHMARKS, Noise.COMPETITION, seed));
        sum += hypervolume(outcome.chosen()) / SEEDS;
      }
      hypervolumes.put(strategy, sum);
    }
    SortedSet<Candidate> diagonal = new TreeSet<>(List.of(Candidate.DIRECT, Candidate.THINK));
    for (int i = 1; i < 20; i++) {
      diagonal.add(Candidate.of("linear", BigDecimal.valueOf(5L * i, 2)));
    }
    hypervolumes.put("every alpha", hypervolume(diagonal));
    System.getLogger(SpaceComparisonTest.class.getName())
        .log(System.Logger.Level.INFO, "hypervolume: {0}", hypervolumes.toString());

    assertThat(hypervolumes.get(SearchStrategy.GP))
        .isGreaterThan(1.02 * hypervolumes.get(SearchStrategy.RANDOM_SPACE));
    assertThat(hypervolumes.get(SearchStrategy.GP))
        .isGreaterThan(1.1 * hypervolumes.get("every alpha"));
  }

  private double hypervolume(SortedSet<Candidate> chosen) {
    List<TrueMetrics> levels = chosen.stream().map(surface::overall).toList();
    return Hypervolume.of(
        levels.stream().mapToDouble(TrueMetrics::accuracy).toArray(),
        levels.stream().mapToDouble(TrueMetrics::tokens).toArray(),
        surface.overall(Candidate.THINK).tokens());
  }
}
