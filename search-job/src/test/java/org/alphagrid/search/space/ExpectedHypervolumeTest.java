package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alphagrid.report.pareto.Hypervolume;
import org.alphagrid.search.space.ExpectedHypervolume.Outcome;
import org.alphagrid.search.space.GaussianProcess.Normal;
import org.junit.jupiter.api.Test;

class ExpectedHypervolumeTest {
  private static final double REFERENCE = 1000;

  /** Draws both objectives and measures how the dominated area grows. */
  @Test
  void gainIsTheMeanOverDraws() {
    Random random = new Random(11);
    for (int round = 0; round < 12; round++) {
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < round % 5; i++) {
        outcomes.add(new Outcome(0.2 + 0.7 * random.nextDouble(), 1200 * random.nextDouble()));
      }
      Normal accuracy = new Normal(0.3 + 0.5 * random.nextDouble(), 0.01);
      Normal logTokens = new Normal(Math.log(100 + 800 * random.nextDouble()), 0.09);
      double before = hypervolume(outcomes);
      double sum = 0;
      int draws = 100_000;
      for (int i = 0; i < draws; i++) {
        double a = accuracy.mean() + accuracy.deviation() * random.nextGaussian();
        double t = Math.exp(logTokens.mean() + logTokens.deviation() * random.nextGaussian());
        outcomes.add(new Outcome(Math.max(0, a), t));
        sum += hypervolume(outcomes) - before;
        outcomes.remove(outcomes.size() - 1);
      }
      double gain = new ExpectedHypervolume(outcomes, REFERENCE).gain(accuracy, logTokens);
      assertThat(gain / REFERENCE).isCloseTo(sum / draws, within(0.002));
    }
  }

  @Test
  void certainOutcomesGainExactlyWhatTheyDominate() {
    ExpectedHypervolume expected =
        new ExpectedHypervolume(List.of(new Outcome(0.5, 400)), REFERENCE);

    // Better by 0.2 from 600 tokens on, and nothing where it is dominated.
    assertThat(expected.gain(new Normal(0.7, 0), new Normal(Math.log(600), 0)))
        .isCloseTo(0.2 * 400, within(1e-9));
    assertThat(expected.gain(new Normal(0.4, 0), new Normal(Math.log(600), 0)))
        .isCloseTo(0, within(1e-9));
    assertThat(expected.gain(new Normal(0.3, 0), new Normal(Math.log(100), 0)))
        .isCloseTo(0.3 * 300, within(1e-9));
  }

  private static double hypervolume(List<Outcome> outcomes) {
    return Hypervolume.of(
        outcomes.stream().mapToDouble(Outcome::accuracy).toArray(),
        outcomes.stream().mapToDouble(Outcome::tokens).toArray(),
        REFERENCE);
  }
}
