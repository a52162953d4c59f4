package org.alphagrid.report.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alphagrid.report.curve.Interval;
import org.junit.jupiter.api.Test;

/** Pairs of parents whose transition follows from how far apart they are, or from nothing. */
class PairPredictorTest {
  private static final int PAIRS = 12;

  private final Random random = new Random(17);

  @Test
  void oneRunGivesNoPredictionAndNamesWhatIsMissing() {
    Advice advice = new PairPredictor(0.8).advise(pair(1), List.of(run("a", 0.5, 0.45)));

    assertThat(advice.transition()).isEmpty();
    assertThat(AdviceText.of(advice))
        .contains(
            "1 earlier run of 1 pair with a transition",
            "Transition: not enough runs. An interval of 80 % takes 4 pairs of parents, there is 1."
                + " Sweep 3 more pairs, or ask for less with --level.",
            "Method: not enough runs. Nothing is compared with linear; it needs no parameter, so"
                + " begin with it.",
            "Left out one by one: not enough runs (3 pairs are needed).");
  }

  @Test
  void fewestPairsForAnInterval() {
    assertThat(JackknifePlus.fewest(0.5)).isEqualTo(2);
    assertThat(JackknifePlus.fewest(0.8)).isEqualTo(4);
    assertThat(JackknifePlus.fewest(0.9)).isEqualTo(9);
    assertThat(JackknifePlus.fewest(0.95)).isEqualTo(19);
  }

  /** Transitions rise with the logarithm of the distance; features of the other kinds are noise. */
  @Test
  void plantedRelationIsFound() {
    int covered = 0;
    double error = 0;
    double errorOfTheMean = 0;
    int rounds = 300;
    for (int round = 0; round < rounds; round++) {
      double truth = 0.3 + 0.4 * random.nextDouble();
      Advice advice = new PairPredictor(0.8).advise(features(truth, 0.01), planted(0.01));
      Advice.Predicted found = advice.transition().orElseThrow();
      covered += holds(found.interval(), truth);
      error += advice.error() / rounds;
      errorOfTheMean += advice.errorOfTheMean() / rounds;
    }
    log("planted relation: covered", (double) covered / rounds);
    log("planted relation: error", error);
    log("planted relation: error of the mean", errorOfTheMean);
    assertThat(covered / (double) rounds).isBetween(0.74, 0.97);
    assertThat(error).isLessThan(0.6 * errorOfTheMean);
  }

  @Test
  void intervalCoversWithoutARelation() {
    int covered = 0;
    double error = 0;
    double errorOfTheMean = 0;
    int rounds = 300;
    for (int round = 0; round < rounds; round++) {
      List<PastRun> runs = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        runs.add(run("r" + i, random.nextDouble(), 0.3 + 0.4 * random.nextDouble()));
      }
      double truth = 0.3 + 0.4 * random.nextDouble();
      Advice advice = new PairPredictor(0.8).advise(pair(random.nextDouble()), runs);
      covered += holds(advice.transition().orElseThrow().interval(), truth);
      error += advice.error() / rounds;
      errorOfTheMean += advice.errorOfTheMean() / rounds;
    }
    log("no relation: covered", (double) covered / rounds);
    log("no relation: error", error);
    log("no relation: error of the mean", errorOfTheMean);
    assertThat(covered / (double) rounds).isBetween(0.74, 0.97);
    assertThat(error).isLessThan(1.3 * errorOfTheMean);
  }

  @Test
  void runsOfOnePairCountOnce() {
    List<PastRun> runs =
        List.of(
            new PastRun("a", "same", pair(0.1), 0.4, Map.of()),
            new PastRun("b", "same", pair(0.1), 0.5, Map.of()),
            run("c", 0.2, 0.5));

    Advice advice = new PairPredictor(0.8).advise(pair(0.3), runs);

    assertThat(advice.runs()).isEqualTo(3);
    assertThat(advice.pairs()).isEqualTo(2);
  }

  @Test
  void pastRunOfTheSamePairIsRecognized() {
    Advice advice = new PairPredictor(0.8).advise(pair(0.1), List.of(run("before", 0.1, 0.44)));

    assertThat(AdviceText.of(advice))
        .contains(
            "This very pair was run: in before half of the samples think from alpha 0.440 on.");
  }

  @Test
  void runWithoutATransitionIsNamed() {
    Advice advice = new PairPredictor(0.8).advise(pair(0.1), List.of(run("flat", 0.1, Double.NaN)));

    assertThat(advice.pairs()).isZero();
    assertThat(AdviceText.of(advice))
        .contains(
            "note: flat: the think ratio does not cross one half within its grid, so it says"
                + " nothing about the transition");
  }

  @Test
  void methodThatGainsOnEveryPairIsTriedFirst() {
    List<PastRun> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Map<String, Double> gains =
          Map.of("linear", 0.01 * i, "ties", 0.01 * i + 0.03 + 0.002 * i, "slerp", 0.01 * i);
      runs.add(new PastRun("r" + i, "p" + i, pair(i), 0.5, gains));
    }

    Advice advice = new PairPredictor(0.8).advise(pair(2.5), runs);

    assertThat(advice.methods().get(0).gain()).isCloseTo(0.034, within(1e-12));
    // Student's t for 4 degrees of freedom at 90 %: 1.5332; standard error 0.001414.
    assertThat(advice.methods().get(0).interval().orElseThrow().low())
        .isCloseTo(0.034 - 1.5332 * 0.0014142, within(1e-6));
    assertThat(AdviceText.of(advice))
        .contains(
            "Method: try ties first.",
            "  ties against linear: hypervolume +0.0340 (80 %: +0.0318 to +0.0362) on 5 pairs",
            "  slerp against linear: hypervolume +0.0000 (80 %: +0.0000 to +0.0000) on 5 pairs");
  }

  @Test
  void impossibleLevelIsAnError() {
    assertThatThrownBy(() -> new PairPredictor(1))
        .hasMessage("Invalid level: 1.0 (must be between 0 and 1)");
  }

  private List<PastRun> planted(double noise) {
    List<PastRun> runs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      double transition = 0.3 + 0.4 * random.nextDouble();
      runs.add(new PastRun("r" + i, "p" + i, features(transition, noise), transition, Map.of()));
    }
    return runs;
  }

  /** Distances follow from the transition in two roles; cosines and shares do not. */
  private PairFeatures features(double transition, double noise) {
    List<PairFeatures.Role> roles = new ArrayList<>();
    for (String role : List.of("attention", "feed-forward", "norm")) {
      double log =
          role.equals("norm")
              ? random.nextGaussian()
              : 5 * (transition + noise * random.nextGaussian()) - 4;
      roles.add(
          new PairFeatures.Role(
              role, Math.exp(log), random.nextDouble(), random.nextDouble(), Double.NaN));
    }
    return PairFeatures.of(roles);
  }

  private static PastRun run(String name, double distance, double transition) {
    return new PastRun(name, "pair of " + name, pair(distance), transition, Map.of());
  }

  private static PairFeatures pair(double distance) {
    return PairFeatures.of(
        List.of(new PairFeatures.Role("attention", Math.exp(distance), 0.9, 0.1, Double.NaN)));
  }

  private static int holds(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
  }

  private static void log(String name, double value) {
    System.getLogger(PairPredictorTest.class.getName())
        .log(System.Logger.Level.INFO, "{0}: {1}", name, value);
  }
}
