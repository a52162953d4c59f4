package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.Tallies;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final List<ProblemTally> TWO_PROBLEMS =
      List.of(
          Tallies.tally("cheap", "a", "1", 2, 1, 20),
          Tallies.tally("cheap", "a", "2", 2, 1, 20),
          Tallies.tally("dear", "a", "1", 2, 2, 80),
          Tallies.tally("dear", "a", "2", 2, 1, 80));

  /** Of the four equally likely draws of two problems, one has no problem where dear is better. */
  @Test
  void frontProbabilityEqualsCountingEveryDraw() {
    FrontEvidence front = FrontEvidence.of(means(TWO_PROBLEMS, 40_000));

    assertThat(front.probability().get("cheap")).isEqualTo(1);
    assertThat(front.probability().get("dear")).isCloseTo(0.75, within(0.01));
    // 0.5 from 10 to 40 tokens of 40; dear stands at the end and adds nothing.
    assertThat(front.hypervolume()).isCloseTo(0.5 * 30 / 40, within(1e-12));
  }

  @Test
  void sameSeedGivesTheSameNumbers() {
    assertThat(FrontEvidence.of(means(TWO_PROBLEMS, 200)))
        .isEqualTo(FrontEvidence.of(means(TWO_PROBLEMS, 200)));
  }

  @Test
  void modelsThatLackAProblemAreLeftOut() {
    ProblemGrid grid = ProblemGrid.of("a", TWO_PROBLEMS.subList(0, 3));

    assertThat(grid.models()).containsExactly("cheap");
  }

  @Test
  void drawsOfOneProblemMeanNeverLeaveItsRange() {
    CommonDraws draws = new CommonDraws(List.of(3), 1000, 5);

    assertThat(Arrays.stream(draws.means(0, new double[] {0, 0.5, 1})))
        .allSatisfy(mean -> assertThat(mean).isBetween(0.0, 1.0))
        .contains(0.0, 0.5, 1.0);
    assertThat(draws.means(0, new double[] {1, 1, 1})).containsOnly(1);
  }

  @Test
  void truncationThatDiffersTooMuchRefusesTheClaim() {
    List<ProblemTally> tallies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      tallies.add(Tallies.tally("parent", "a", "p" + i, 10, 5, 1000 + i));
      ProblemTally good = Tallies.tally("merge", "a", "p" + i, 10, 5, 500 + 2 * i);
      tallies.add(good);
      tallies.add(truncated(good));
    }

    List<Improvement> found =
        new ImprovementJudge(
                List.of(ProblemGrid.of("a", tallies)), ImprovementRule.withMargin(0.12))
            .over("parent", List.of("merge", "cut"));

    assertThat(found)
        .extracting(Improvement::verdict)
        .containsExactly(Improvement.Verdict.IMPROVEMENT, Improvement.Verdict.REFUSED);
    // Equal on all 30 problems: 0.88^30, twice for two models.
    assertThat(found.get(0).adjusted()).isCloseTo(2 * Math.pow(0.88, 30), within(1e-12));
  }

  private static ProblemTally truncated(ProblemTally tally) {
    return new ProblemTally(
        "cut",
        tally.benchmark(),
        tally.problem(),
        tally.samples(),
        tally.score(),
        tally.tokens(),
        0,
        tally.tokens(),
        new OutcomeCounts(0, 0, 2, 0, 0, 0));
  }

  private static DrawnMeans means(List<ProblemTally> tallies, int draws) {
    List<ProblemGrid> grids = List.of(ProblemGrid.of("a", tallies));
    return new DrawnMeans(grids, new CommonDraws(List.of(2), draws, 9), 0);
  }
}
