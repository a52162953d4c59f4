package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.SimulatedSweep.Model;
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

  private static SweepPoint point(int step) {
    BigDecimal alpha = BigDecimal.valueOf(step, 1);
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("alpha", alpha.toPlainString());
    return new SweepPoint(
        "linear/alpha=" + alpha, "linear", Optional.of(alpha), "m" + step, parameters);
  }

  private static int holds(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
  }

  private static void assertCovers(String name, int covered) {
    double share = (double) covered / SWEEPS;
    System.getLogger(CoverageTest.class.getName())
        .log(System.Logger.Level.INFO, "coverage of {0}: {1}", name, share);
    assertThat(share).as(name).isBetween(0.93, 0.97);
  }
}
