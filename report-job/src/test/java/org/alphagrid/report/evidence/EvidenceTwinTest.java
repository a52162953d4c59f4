package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.evidence.SimulatedSweep.Model;
import org.junit.jupiter.api.Test;

/** Judge, adviser and draws over one and two benchmarks against {@link SlowEvidence}. */
class EvidenceTwinTest {
  private static final double TOLERANCE = 1e-9;
  private static final double MARGIN = 0.02;

  private static final List<Model> MODELS =
      List.of(
          new Model("parent", 0.50, 8.0, 1),
          new Model("m1", 0.55, 7.7, 1),
          new Model("m2", 0.65, 7.5, 1),
          new Model("m3", 0.45, 7.9, 1),
          new Model("m4", 0.60, 8.3, 1));

  private final List<ProblemTally> tallies = tallies();
  private final List<ProblemGrid> grids = ProblemGrid.of(List.of("a", "b"), tallies);
  private final List<String> merges = List.of("m1", "m2", "m3", "m4");

  @Test
  void judgeOnOneBenchmarkIsTheLargerOfTwoLibraryTests() {
    List<Improvement> found =
        new ImprovementJudge(grids.subList(0, 1), ImprovementRule.withMargin(MARGIN))
            .over("parent", merges);

    double[] p = new double[merges.size()];
    for (int i = 0; i < p.length; i++) {
      double accuracy = SlowEvidence.p(scores(merges.get(i)), scores("parent"), -MARGIN);
      double tokens = SlowEvidence.p(logs("parent"), logs(merges.get(i)), 0);
      p[i] = Math.max(accuracy, tokens);
      assertThat(found.get(i).p()).isCloseTo(p[i], within(TOLERANCE));
    }
    assertThat(found)
        .extracting(one -> one.verdict() == Improvement.Verdict.IMPROVEMENT)
        .containsExactlyElementsOf(SlowEvidence.holm(p, 0.05))
        .contains(true, false);
  }

  /** The best parent is the reference; those that a library test finds better pass Holm. */
  @Test
  void adviserRecommendsTheBestOfThoseThatPass() {
    CommonDraws draws = new CommonDraws(List.of(30), 100, 1);
    DrawnMeans means = new DrawnMeans(grids.subList(0, 1), draws, 0);

    Recommendation found =
        new PointRecommender("a", grids.subList(0, 1), means, Set.of("parent"))
            .advise(Goal.tokenBudget(1e9));

    double[] p =
        merges.stream()
            .mapToDouble(merge -> SlowEvidence.p(scores(merge), scores("parent"), 0))
            .toArray();
    List<Boolean> better = SlowEvidence.holm(p, 0.05);
    String best = null;
    for (int i = 0; i < merges.size(); i++) {
      if (better.get(i) && (best == null || mean(merges.get(i)) > mean(best))) {
        best = merges.get(i);
      }
    }
    assertThat(found.reliable()).isEqualTo(best != null);
    assertThat(found.best().orElseThrow().model()).isEqualTo(best);
  }

  @Test
  void drawsOverTwoBenchmarksAverageTheDrawsOfEach() {
    CommonDraws draws = new CommonDraws(List.of(30, 30), 50, 7);
    DrawnMeans both = new DrawnMeans(grids, draws, 0, 1);

    for (String model : both.models()) {
      for (int draw = 0; draw < 50; draw++) {
        double first = SlowEvidence.drawnMean(grids.get(0).scores(model), draws.counts(0, draw));
        double second = SlowEvidence.drawnMean(grids.get(1).scores(model), draws.counts(1, draw));
        assertThat(both.row(model).accuracy().draws()[draw])
            .isCloseTo((first + second) / 2, within(TOLERANCE));
      }
    }
  }

  @Test
  void comparisonIsTheLibrarysPairedTest() {
    PointComparison found =
        new PointComparer("a", grids.subList(0, 1))
            .compare(List.of(new PointPair("m2", "parent")))
            .get(0);

    double oneSided = SlowEvidence.p(scores("m2"), scores("parent"), 0);
    assertThat(found.pAccuracy())
        .isCloseTo(2 * Math.min(oneSided, 1 - oneSided), within(TOLERANCE));
    assertThat(found.accuracy().correlation())
        .isCloseTo(SlowPairs.correlation(scores("m2"), scores("parent")), within(TOLERANCE));
  }

  @Test
  void halvesShareNoProblemAndMissNone() {
    ProblemGrid grid = grids.get(0);
    HalfSplit split = new HalfSplit(grids, ImprovementRule.withMargin(MARGIN), 5);

    HoldoutConfirmation found = split.confirm("parent", merges).orElseThrow();

    assertThat(found.chosen().accuracy().problems() + found.test().accuracy().problems())
        .isEqualTo(2 * grid.problems().size());
    assertThat(found.chosen().model()).isEqualTo(found.test().model());
    // 15 points and 40 % fewer tokens show on half of the problems too.
    assertThat(found.test().model()).isEqualTo("m2");
    assertThat(found.isConfirmed()).isTrue();
  }

  /** Two merges of true accuracy 0.5: the luckier one looks better. */
  @Test
  void bestOfEqualModelsHasAWinnersCurse() {
    List<Model> equal = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      equal.add(new Model("m" + i, 0.5, 8, 1));
    }
    double optimism = 0;
    for (int sweep = 0; sweep < 20; sweep++) {
      ProblemGrid grid = new SimulatedSweep(equal, sweep).grid();
      DrawnMeans means = new DrawnMeans(List.of(grid), new CommonDraws(List.of(30), 200, sweep), 0);
      WinnersCurse found = WinnersCurse.of(means, List.of());
      assertThat(found.merges()).isEqualTo(20);
      optimism += found.accuracy() / 20;
    }
    assertThat(optimism).isBetween(0.005, 0.08);
  }

  /** Trapezoids against many thin rectangles. */
  @Test
  void areaEqualsASumOfRectangles() {
    Polyline one = new Polyline(new double[] {30, 10, 60}, new double[] {0.5, 0.2, 0.9});
    Polyline other = new Polyline(new double[] {20, 50}, new double[] {0.4, 0.7});

    // From 20 to 50: one is 0.35 to 0.5 to 0.7667, other 0.4 to 0.7.
    double expected = ((0.35 + 0.5) / 2 * 10 + (0.5 + 0.5 + 0.4 * 2 / 3) / 2 * 20) / 30 - 0.55;
    assertThat(LineAreas.meanGap(one, other)).isCloseTo(expected, within(TOLERANCE));
    assertThat(LineAreas.meanGap(new Polyline(new double[] {1}, new double[] {1}), other)).isNaN();
  }

  private double[] scores(String model) {
    return SlowEvidence.values(tallies, model, "a", ProblemTally::meanScore);
  }

  private double[] logs(String model) {
    return SlowEvidence.values(tallies, model, "a", tally -> Math.log(tally.meanTokens()));
  }

  private double mean(String model) {
    double sum = 0;
    for (double score : scores(model)) {
      sum += score;
    }
    return sum;
  }

  /** Two benchmarks of 30 problems. */
  private static List<ProblemTally> tallies() {
    List<ProblemTally> tallies = new ArrayList<>(new SimulatedSweep(MODELS, 31).draw());
    for (ProblemTally tally : new SimulatedSweep(MODELS, 32).draw()) {
      tallies.add(
          new ProblemTally(
              tally.model(),
              "b",
              tally.problem(),
              tally.samples(),
              tally.score(),
              tally.tokens(),
              0,
              tally.tokens(),
              tally.outcomes()));
    }
    return tallies;
  }
}
