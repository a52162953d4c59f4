package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.Trial;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.alphagrid.search.simulation.Noise;
import org.alphagrid.search.simulation.Simulator;
import org.junit.jupiter.api.Test;

class FrontComparisonTest {
  private static final BenchmarkSize BENCHMARKS = new BenchmarkSize(Map.of("a", 60, "b", 60), 2);
  private static final Fidelity SEEN = new Fidelity(30, 1);

  @Test
  void frontThatNoAlphaReachesIsAnImprovement() {
    FrontComparison comparison = comparison(alphas("0.80"), attention(), 3);

    assertThat(comparison.isImprovement()).isTrue();
    assertThat(comparison.search()).isGreaterThan(comparison.sweep() + 0.1);
    assertThat(comparison.problems()).isEqualTo(60);
    assertThat(comparison.statement())
        .startsWith("the search improves the front over the sweep: hypervolume 0.")
        .contains(" on 60 held-out problems; fronts of ");
    assertThat(comparison(attention(), alphas("0.80"), 3).statement())
        .startsWith("the search does not improve the front: the sweep's is better: ");
  }

  @Test
  void sameFrontDoesNotDiffer() {
    FrontComparison comparison = comparison(alphas("0.20"), alphas("0.20"), 3);

    assertThat(comparison.interval()).isEqualTo(new Interval(0, 0));
    assertThat(comparison.statement()).startsWith("the search is not shown to improve the front");
  }

  /**
   * Fronts of different merges of the same levels; noise chooses which of them stand on a front.
   */
  @Test
  void intervalHoldsTheTrueDifferenceOfTheFrontsAsChosen() {
    int exams = 300;
    int covered = 0;
    double bias = 0;
    for (int seed = 0; seed < exams; seed++) {
      FrontComparison comparison = comparison(alphas("0.20"), alphas("0.80"), seed);
      double truth = area(comparison.searchFront()) - area(comparison.sweepFront());
      covered +=
          comparison.interval().low() <= truth && truth <= comparison.interval().high() ? 1 : 0;
      bias += (comparison.search() - comparison.sweep() - truth) / exams;
    }
    System.getLogger(FrontComparisonTest.class.getName())
        .log(System.Logger.Level.INFO, "difference covered: {0} of 300, bias {1}", covered, bias);
    assertThat(covered).isBetween(273, 297);
    assertThat(bias).isCloseTo(0, within(0.006));
  }

  /** By the true levels. */
  private static double area(List<Candidate> front) {
    PlantedSpace surface = new PlantedSpace();
    double reference = surface.overall(Candidate.THINK).tokens();
    double area = 0;
    double from = 0;
    double accuracy = 0;
    for (Candidate candidate : front) {
      double tokens = Math.min(reference, Math.max(from, surface.overall(candidate).tokens()));
      area += accuracy * (tokens - from);
      from = tokens;
      accuracy = surface.overall(candidate).accuracy();
    }
    return (area + accuracy * (reference - from)) / reference;
  }

  /** The staircase from the samples themselves, point by point. */
  @Test
  void areaIsThatOfTheStaircaseInTheChosenOrder() {
    SortedMap<Candidate, Trials> trials = trials(alphas("0.20"), 9);
    FrontComparison comparison =
        FrontComparison.of(trials, trials, BENCHMARKS, SEEN, 9).orElseThrow();
    double reference = mean(trials.get(Candidate.THINK), false);
    double area = 0;
    for (double at = 0.5; at < 10_000; at++) {
      double tokens = at / 10_000 * reference;
      double accuracy = 0;
      for (Candidate candidate : comparison.sweepFront()) {
        // The last whose tokens, and those of all before it, are within reach.
        if (mean(trials.get(candidate), false) > tokens) {
          break;
        }
        accuracy = mean(trials.get(candidate), true);
      }
      area += accuracy / 10_000;
    }
    assertThat(comparison.sweep()).isCloseTo(area, within(2e-3));
  }

  @Test
  void frontsWithoutHeldOutProblemsAreNotCompared() {
    SortedMap<Candidate, Trials> trials = trials(alphas("0.20"), 1);

    assertThat(FrontComparison.of(trials, trials, BENCHMARKS, new Fidelity(59, 1), 1)).isEmpty();
  }

  private static double mean(Trials trials, boolean accuracy) {
    double sum = 0;
    for (Trial[][] problems : trials.byBenchmark().values()) {
      for (int problem = 30; problem < 60; problem++) {
        for (Trial trial : problems[problem]) {
          sum += (accuracy ? trial.score() : trial.tokens()) / 2 / 30 / 2;
        }
      }
    }
    return sum;
  }

  private static FrontComparison comparison(
      List<Candidate> sweep, List<Candidate> search, int seed) {
    return FrontComparison.of(trials(sweep, seed), trials(search, seed), BENCHMARKS, SEEN, seed)
        .orElseThrow();
  }

  private static SortedMap<Candidate, Trials> trials(List<Candidate> candidates, int seed) {
    List<TrialRequest> requests = new ArrayList<>();
    requests.add(new TrialRequest(Candidate.DIRECT, BENCHMARKS.full()));
    requests.add(new TrialRequest(Candidate.THINK, BENCHMARKS.full()));
    candidates.forEach(candidate -> requests.add(new TrialRequest(candidate, BENCHMARKS.full())));
    return new Simulator(new PlantedSpace(), BENCHMARKS, Noise.COMPETITION, seed)
        .evaluate(requests);
  }

  /** Along alpha; the density changes the samples and nothing else. */
  private static List<Candidate> alphas(String density) {
    List<Candidate> candidates = new ArrayList<>();
    for (String alpha : List.of("0.20", "0.40", "0.60", "0.80")) {
      candidates.add(new Candidate("ties", Map.of("alpha", alpha, "density", density)));
    }
    return candidates;
  }

  private static List<Candidate> attention() {
    List<Candidate> candidates = new ArrayList<>();
    for (String alpha : List.of("0.40", "0.60", "0.80", "1.00")) {
      candidates.add(
          new Candidate("linear", Map.of("alpha.attention", alpha, "alpha.feed-forward", "0.00")));
    }
    return candidates;
  }
}
