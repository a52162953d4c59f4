package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.SimulatedSweep.Model;
import org.alphagrid.report.generation.GenerationSummaries;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.generation.Generations;
import org.alphagrid.report.generation.ProblemGenerations;
import org.alphagrid.report.generation.SlowGenerations;
import org.alphagrid.report.pareto.Hypervolume;
import org.junit.jupiter.api.Test;

/** 2,000 simulated sweeps of 30 problems and 10 samples: how often an interval holds the truth. */
class CoverageTest {
  private static final int SWEEPS = 2000;
  private static final int DRAWS = 400;

  private static final List<Model> FIVE =
      List.of(
          new Model("m0", 0.40, 7.0, 0),
          new Model("m1", 0.46, 7.2, 0),
          new Model("m2", 0.60, 7.9, 1),
          new Model("m3", 0.66, 8.1, 1),
          new Model("m4", 0.66, 8.4, 1));

  @Test
  void pairedDifferenceOfAccuracies() {
    SimulatedSweep sweep = new SimulatedSweep(FIVE, 1);
    int covered = 0;
    for (int i = 0; i < SWEEPS; i++) {
      ProblemGrid grid = sweep.grid();
      PairedDifference difference = PairedDifference.of(grid.scores("m3"), grid.scores("m0"));
      covered += holds(difference.interval(), 0.26);
    }
    assertCovers("paired accuracy", covered);
  }

  @Test
  void pairedDifferenceOfTokens() {
    SimulatedSweep sweep = new SimulatedSweep(FIVE, 2);
    int covered = 0;
    for (int i = 0; i < SWEEPS; i++) {
      ProblemGrid grid = sweep.grid();
      Improvement found =
          new ImprovementJudge(List.of(grid), ImprovementRule.withMargin(0.02))
              .over("m4", List.of("m3"))
              .get(0);
      covered += holds(found.logTokens().interval(), -0.3);
    }
    assertCovers("paired log tokens", covered);
  }

  @Test
  void bootstrapOfOneAccuracy() {
    int covered = 0;
    for (int i = 0; i < SWEEPS; i++) {
      covered += holds(accuracyInterval(i), 0.60);
    }
    assertCovers("bootstrap accuracy", covered);
  }

  /** Lengths of a lognormal with a long tail. */
  @Test
  void meanTokens() {
    SimulatedSweep sweep = new SimulatedSweep(FIVE.subList(2, 3), 21);
    int covered = 0;
    int plain = 0;
    for (int i = 0; i < SWEEPS; i++) {
      Estimate tokens = Estimate.overProblems(sweep.draw(), ProblemTally::meanTokens);
      covered += holds(Interval.ofPositive(tokens), FIVE.get(2).tokens());
      plain += holds(Interval.ofMean(tokens), FIVE.get(2).tokens());
    }
    log("mean tokens without the logarithm", (double) plain / SWEEPS);
    assertCovers("mean tokens", covered);
  }

  @Test
  void oneAccuracy() {
    SimulatedSweep sweep = new SimulatedSweep(FIVE.subList(2, 3), 22);
    int covered = 0;
    for (int i = 0; i < SWEEPS; i++) {
      Estimate accuracy = Estimate.overProblems(sweep.draw(), ProblemTally::meanScore);
      covered += holds(Interval.ofShare(accuracy, 30, 300), 0.60);
    }
    assertCovers("accuracy", covered);
  }

  @Test
  void tokensPerCorrectAnswer() {
    double truth = FIVE.get(2).tokens() / FIVE.get(2).accuracy();
    SimulatedSweep sweep = new SimulatedSweep(FIVE.subList(2, 3), 23);
    int covered = 0;
    for (int i = 0; i < SWEEPS; i++) {
      DrawnMeans means = means(sweep.grid(), i);
      covered += holds(EvidenceBuilder.tokensPerCorrect(means).get("m2"), truth);
    }
    assertCovers("tokens per correct answer", covered);
  }

  /** The truth comes from a sweep of 200,000 problems. */
  @Test
  void statisticsOfSingleSamples() {
    SimulatedSweep sweep = new SimulatedSweep(List.of(new Model("m", 0.4, 7, 1)), 24);
    List<Double> budgets = List.of(800.0);
    GenerationSummary truth = summary(sweep.generations(200_000), budgets);
    int pass = 0;
    int majority = 0;
    int budget = 0;
    int restricted = 0;
    for (int i = 0; i < SWEEPS; i++) {
      GenerationSummary found = summary(sweep.generations(SimulatedSweep.PROBLEMS), budgets);
      pass += holds(found.passInterval(), truth.passAtK().mean());
      majority += holds(found.majorityInterval(), truth.majority().mean());
      budget += holds(found.withinInterval(0), truth.accuracyWithin().get(0).mean());
      restricted +=
          holds(Interval.ofMean(found.restrictedTokens()), truth.restrictedTokens().mean());
    }
    log("pass@10 of " + truth.passAtK().mean(), (double) pass / SWEEPS);
    // Nearly every problem is solved once in ten: an interval with room below covers too often.
    assertThat(pass / (double) SWEEPS).isGreaterThanOrEqualTo(0.93);
    assertCovers("majority@10", majority);
    assertCovers("accuracy within a budget", budget);
    assertCovers("restricted mean of tokens", restricted);
  }

  /** Two lines whose true curves are one point of accuracy apart everywhere. */
  @Test
  void areaBetweenLines() {
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      models.add(new Model("a" + i, 0.45 + 0.05 * i, 6.6 + 0.4 * i, 0));
      models.add(new Model("b" + i, 0.44 + 0.05 * i, 6.6 + 0.4 * i, 0));
    }
    List<SweepPoint> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      points.add(point("first", i, "a" + i));
      points.add(point("second", i, "b" + i));
    }
    SimulatedSweep sweep = new SimulatedSweep(models, 25);
    int covered = 0;
    for (int i = 0; i < SWEEPS / 2; i++) {
      LineArea found = new LineAreas(means(sweep.grid(), i)).find(points).get(0);
      covered += 2 * holds(found.interval(), 0.01);
    }
    assertCovers("area between lines", covered);
  }

  @Test
  void hypervolume() {
    double truth =
        Hypervolume.of(
            FIVE.stream().mapToDouble(Model::accuracy).toArray(),
            FIVE.stream().mapToDouble(Model::tokens).toArray(),
            FIVE.get(4).tokens());
    int covered = 0;
    SimulatedSweep sweep = new SimulatedSweep(FIVE, 4);
    for (int i = 0; i < SWEEPS; i++) {
      FrontEvidence front = FrontEvidence.of(means(sweep.grid(), i));
      covered += holds(front.interval(), truth);
    }
    assertCovers("hypervolume", covered);
  }

  /** The interval is at least a grid cell wide, so it may only cover too often. */
  @Test
  void transition() {
    List<Model> models =
        IntStream.rangeClosed(0, 10)
            .mapToObj(i -> new Model("m" + i, 0.5, i <= 6 ? 7 : 8, i <= 6 ? 0.1 : 0.8))
            .toList();
    List<SweepPoint> points = IntStream.rangeClosed(0, 10).mapToObj(CoverageTest::point).toList();
    SimulatedSweep sweep = new SimulatedSweep(models, 5);
    int sweeps = 500;
    int place = 0;
    int size = 0;
    for (int i = 0; i < sweeps; i++) {
      for (Transition found : new TransitionFinder(means(sweep.grid(), i)).find(points)) {
        assertThat(found.isClear()).isTrue();
        place += holds(found.alpha(), 0.65);
        double jump = found.quantity() == Transition.Quantity.THINK_RATIO ? 0.7 : 1;
        size += holds(found.jumpInterval(), jump);
      }
    }
    System.Logger logger = System.getLogger(CoverageTest.class.getName());
    logger.log(System.Logger.Level.INFO, "transition: {0}, {1} of 1000", place, size);
    assertThat(place).isGreaterThanOrEqualTo(970);
    assertThat(size / 1000.0).isBetween(0.92, 0.98);
  }

  private static Interval accuracyInterval(int sweep) {
    ProblemGrid grid = new SimulatedSweep(FIVE.subList(2, 3), sweep).grid();
    DrawnMeans means = means(grid, sweep);
    return new ExpandedPercentile(means.problems()).of(means.row("m2").accuracy().draws());
  }

  private static DrawnMeans means(ProblemGrid grid, long seed) {
    CommonDraws draws = new CommonDraws(List.of(grid.problems().size()), DRAWS, seed);
    return new DrawnMeans(List.of(grid), draws, 0);
  }

  private static GenerationSummary summary(
      List<ProblemGenerations> problems, List<Double> budgets) {
    Generations generations = SlowGenerations.of(problems, budgets, Map.of("a", 900.0));
    return GenerationSummaries.of(List.of("a"), generations)
        .of(problems.get(0).model(), "a")
        .orElseThrow();
  }

  private static SweepPoint point(int step) {
    return point("linear", step, "m" + step);
  }

  private static SweepPoint point(String method, int step, String model) {
    BigDecimal alpha = BigDecimal.valueOf(step, 1);
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("alpha", alpha.toPlainString());
    return new SweepPoint(
        method + "/alpha=" + alpha, method, Optional.of(alpha), model, parameters);
  }

  private static int holds(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
  }

  private static void assertCovers(String name, int covered) {
    double share = (double) covered / SWEEPS;
    log(name, share);
    assertThat(share).as(name).isBetween(0.93, 0.97);
  }

  private static void log(String name, double share) {
    System.getLogger(CoverageTest.class.getName())
        .log(System.Logger.Level.INFO, "coverage of {0}: {1}", name, share);
  }
}
