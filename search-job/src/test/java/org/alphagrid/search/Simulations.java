package org.alphagrid.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.search.simulation.Noise;
import org.alphagrid.search.simulation.RecordedSurface;
import org.alphagrid.search.simulation.Simulator;
import org.alphagrid.search.simulation.Surfaces;
import org.alphagrid.search.strategy.Strategies;

/** Searches of a bundled surface in steps of 0.05. */
public record Simulations(
    RecordedSurface surface, BenchmarkSize benchmarks, List<Candidate> grid, Simulator simulator) {

  public static Simulations of(String name, int problems, int samples, long seed) {
    RecordedSurface surface = Surfaces.read(name);
    Map<String, Integer> sizes = new LinkedHashMap<>();
    surface.benchmarks().forEach(benchmark -> sizes.put(benchmark, problems));
    BenchmarkSize benchmarks = new BenchmarkSize(sizes, samples);
    List<Candidate> grid = new ArrayList<>();
    for (String line : surface.lines()) {
      for (int i = 1; i < 20; i++) {
        grid.add(Candidate.of(line, new BigDecimal(i).multiply(new BigDecimal("0.05"))));
      }
    }
    return new Simulations(
        surface, benchmarks, grid, new Simulator(surface, benchmarks, Noise.COMPETITION, seed));
  }

  public SearchSettings settings() {
    return SearchSettings.DEFAULT;
  }

  public SearchRun.Outcome run(SearchSettings settings) throws IOException {
    return SearchRun.run(Strategies.start(settings, grid), simulator);
  }
}
