package org.alphagrid.search.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.strategy.Strategies;

/** Runs strategies on one surface, many times with other noise and other choices. */
public final class StrategyComparison {
  private final RecordedSurface surface;
  private final BenchmarkSize benchmarks;
  private final Noise noise;
  private final SearchSettings settings;
  private final List<Candidate> grid;

  /**
   * Compares on a surface.
   *
   * @param problems of each benchmark
   * @param samples of each problem
   * @param step of alpha on every line
   */
  public StrategyComparison(
      RecordedSurface surface,
      int problems,
      int samples,
      BigDecimal step,
      Noise noise,
      SearchSettings settings) {
    this.surface = surface;
    Map<String, Integer> sizes = new LinkedHashMap<>();
    surface.benchmarks().forEach(name -> sizes.put(name, problems));
    this.benchmarks = new BenchmarkSize(sizes, samples);
    this.noise = noise;
    this.settings = settings;
    this.grid = grid(surface.lines(), step);
  }

  private static List<Candidate> grid(List<String> lines, BigDecimal step) {
    List<Candidate> grid = new ArrayList<>();
    for (String line : lines) {
      for (BigDecimal a = step; a.compareTo(BigDecimal.ONE) < 0; a = a.add(step)) {
        grid.add(Candidate.of(line, a));
      }
    }
    return grid;
  }

  /**
   * Summarizes one strategy over all seeds.
   *
   * @param hypervolume median share of the full grid's
   * @param tokens median share of the full grid's
   * @param dropped share of runs where a test dropped a point of the front that is better than all
   *     that was kept by more than two standard errors
   * @param absent share of runs that never tried such a point nor any as good
   * @param incomplete share of runs whose report lacks such a point for either reason
   * @param unlikely share of runs whose report has such a point with a chance below 5 %
   * @param resting share of runs whose report has such a point with a larger chance, but measured
   *     on a part of the samples only
   */
  public record Row(
      SearchStrategy strategy,
      double hypervolume,
      double tokens,
      double dropped,
      double absent,
      double incomplete,
      double unlikely,
      double resting) {}

  /** Returns one row for each strategy. */
  public List<Row> rows(List<SearchStrategy> strategies, int seeds) {
    Map<SearchStrategy, Assessment[]> found = new LinkedHashMap<>();
    strategies.forEach(name -> found.put(name, new Assessment[seeds]));
    IntStream.range(0, seeds)
        .parallel()
        .forEach(
            seed -> {
              Simulator simulator = new Simulator(surface, benchmarks, noise, seed);
              SearchState whole = run(SearchStrategy.FULL_GRID, simulator, seed).known();
              for (SearchStrategy name : strategies) {
                SearchRun.Outcome outcome = run(name, simulator, seed);
                found.get(name)[seed] = Assessment.of(outcome, whole, surface::overall);
              }
            });
    return found.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
  }

  private SearchRun.Outcome run(SearchStrategy strategy, Simulator simulator, long seed) {
    try {
      return SearchRun.run(Strategies.start(settings.with(strategy).with(seed), grid), simulator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(SearchStrategy name, Assessment[] runs) {
    return new Row(
        name,
        median(Arrays.stream(runs).mapToDouble(Assessment::hypervolumeShare).toArray()),
        median(Arrays.stream(runs).mapToDouble(Assessment::tokenShare).toArray()),
        share(runs, run -> !run.dropped().isEmpty()),
        share(runs, run -> !run.absent().isEmpty()),
        share(runs, Assessment::isIncomplete),
        share(runs, run -> !run.unlikely().isEmpty()),
        share(runs, run -> !run.resting().isEmpty()));
  }

  private static double share(Assessment[] runs, Predicate<Assessment> which) {
    return (double) Arrays.stream(runs).filter(which).count() / runs.length;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
