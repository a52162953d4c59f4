package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alphagrid.report.evidence.SimulatedSweep.Model;
import org.junit.jupiter.api.Test;

/**
 * Counts false claims of the Pareto-improvement test over 2,000 simulated sweeps of 30 problems and
 * 10 samples, ten models against one parent, and its power over 500 of them.
 */
class ImprovementSimulationTest {
  private static final int SWEEPS = 2000;
  private static final int SWEEPS_FOR_POWER = 500;
  private static final double MARGIN = 0.02;
  private static final Model PARENT = new Model("parent", 0.6, 8, 1);

  @Test
  void worseByTheMarginButCheaperIsRarelyClaimed() {
    assertThat(claims("accuracy at the margin", 0.6 - MARGIN, 7.5, 11, SWEEPS))
        .isLessThanOrEqualTo(0.05);
  }

  @Test
  void moreAccurateButNotCheaperIsRarelyClaimed() {
    assertThat(claims("equal tokens", 0.7, 8, 12, SWEEPS)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void equalModelIsRarelyClaimed() {
    assertThat(claims("equal models", 0.6, 8, 13, SWEEPS)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void powerGrowsWithTheGain() {
    double none =
        claims("+0 points, 20 % fewer tokens", 0.60, 8 + Math.log(0.8), 14, SWEEPS_FOR_POWER);
    double five =
        claims("+5 points, 20 % fewer tokens", 0.65, 8 + Math.log(0.8), 15, SWEEPS_FOR_POWER);
    double ten =
        claims("+10 points, 20 % fewer tokens", 0.70, 8 + Math.log(0.8), 16, SWEEPS_FOR_POWER);

    assertThat(none).isLessThan(five);
    assertThat(five).isLessThan(ten);
    assertThat(ten).isGreaterThan(0.8);
  }

  /** Returns the share of sweeps with at least one claim. */
  private static double claims(
      String name, double accuracy, double logTokens, long seed, int sweeps) {
    List<Model> models = new ArrayList<>(List.of(PARENT));
    IntStream.range(0, 10).forEach(i -> models.add(new Model("m" + i, accuracy, logTokens, 1)));
    SimulatedSweep sweep = new SimulatedSweep(models, seed);
    int any = 0;
    int all = 0;
    for (int i = 0; i < sweeps; i++) {
      List<Improvement> found =
          new ImprovementJudge(List.of(sweep.grid()), ImprovementRule.withMargin(MARGIN))
              .over("parent", models.stream().map(Model::id).toList());
      long shown =
          found.stream().filter(f -> f.verdict() == Improvement.Verdict.IMPROVEMENT).count();
      any += shown > 0 ? 1 : 0;
      all += (int) shown;
    }
    System.getLogger(ImprovementSimulationTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            "{0}: claimed for some model in {1} of sweeps, for one model in {2}",
            name,
            (double) any / sweeps,
            all / 10.0 / sweeps);
    return (double) any / sweeps;
  }
}
