package org.alphagrid.search.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.PairedComparison;
import org.alphagrid.search.Simulations;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final Candidate MIDDLE = Candidate.of("linear", new BigDecimal("0.65"));

  /** The truth is what a search is judged by, so the noise must not move it. */
  @Test
  void overManyProblemsMeansAreTheSurfaces() {
    Simulations many = Simulations.of("study-30b-linear", 20_000, 1, 3);

    Trials trials = many.simulator().evaluate(request(MIDDLE, 20_000, 1)).get(MIDDLE);

    TrueMetrics truth = many.surface().overall(MIDDLE);
    assertThat(trials.accuracy()).isCloseTo(truth.accuracy(), within(0.01));
    assertThat(trials.tokens() / truth.tokens()).isCloseTo(1, within(0.02));
    assertThat(trials.thinkRatio()).isCloseTo(truth.thinkRatio(), within(0.01));
  }

  @Test
  void smallerExtentIsPartOfALargerOne() {
    Simulations run = Simulations.of("study-4b-slerp", 30, 10, 7);
    Candidate candidate = Candidate.of("slerp", new BigDecimal("0.35"));

    Trials large = run.simulator().evaluate(request(candidate, 30, 10)).get(candidate);
    Trials small = run.simulator().evaluate(request(candidate, 8, 2)).get(candidate);

    Trials cut = large.within(new Fidelity(8, 2));
    small
        .byBenchmark()
        .forEach((name, cells) -> assertThat(cells).isDeepEqualTo(cut.byBenchmark().get(name)));
  }

  /** Neighbours are hard on the same problems: the paired error is far below the unpaired one. */
  @Test
  void neighboursArePaired() {
    Simulations run = Simulations.of("study-30b-linear", 30, 10, 11);
    Candidate next = Candidate.of("linear", new BigDecimal("0.70"));
    Map<Candidate, Trials> trials =
        run.simulator()
            .evaluate(
                List.of(
                    new TrialRequest(MIDDLE, new Fidelity(30, 10)),
                    new TrialRequest(next, new Fidelity(30, 10))));

    PairedComparison comparison = PairedComparison.of(trials.get(next), trials.get(MIDDLE));

    assertThat(comparison.accuracy().correlation()).isGreaterThan(0.8);
    assertThat(comparison.accuracy().standardError()).isLessThan(0.03);
  }

  private static List<TrialRequest> request(Candidate candidate, int problems, int samples) {
    return List.of(new TrialRequest(candidate, new Fidelity(problems, samples)));
  }
}
