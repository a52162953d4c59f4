package org.alphagrid.report.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alphagrid.report.curve.Estimate;
import org.junit.jupiter.api.Test;

class GenerationStatisticsTest {
  private static final Generation RIGHT = new Generation(1, 10, 7);
  private static final Generation RIGHT_OTHERWISE = new Generation(1, 20, 8);
  private static final Generation WRONG = new Generation(0, 30, 9);
  private static final Generation SILENT = new Generation(0, 40, Generation.NO_ANSWER);

  @Test
  void passAtKEqualsCountingEverySubset() {
    for (int n = 1; n <= 8; n++) {
      for (int right = 0; right <= n; right++) {
        for (int k = 1; k <= n; k++) {
          assertThat(PassAtK.of(n, right, k)).isCloseTo(countedPass(n, right, k), within(1e-12));
        }
      }
    }
  }

  @Test
  void passAtMoreThanTheSamplesIsRefused() {
    assertThatThrownBy(() -> PassAtK.of(4, 1, 5))
        .hasMessage("Invalid pass@5: 1 right of 4 samples (k must be between 1 and the samples)");
  }

  @Test
  void rightAnswersVoteTogetherHoweverWritten() {
    assertThat(MajorityAtK.of(List.of(RIGHT, RIGHT_OTHERWISE, WRONG))).isEqualTo(1);
  }

  @Test
  void tieScoresItsExpectedValue() {
    assertThat(MajorityAtK.of(List.of(RIGHT, WRONG))).isEqualTo(0.5);
  }

  @Test
  void noAnswerCastsNoVote() {
    assertThat(MajorityAtK.of(List.of(SILENT, SILENT, RIGHT))).isEqualTo(1);
    assertThat(MajorityAtK.of(List.of(SILENT))).isZero();
  }

  /** Of the three pairs two tie and one is right alone: (0.5 + 0.5 + 1) / 3. */
  @Test
  void smallerVotesAverageOverSubsets() {
    double majority =
        MajorityAtK.of(List.of(RIGHT, RIGHT_OTHERWISE, WRONG), 2, 20_000, new Random(1));

    assertThat(majority).isCloseTo(2 / 3.0, within(0.01));
  }

  @Test
  void summaryAveragesProblemsAndPoolsLengths() {
    List<ProblemGenerations> problems =
        List.of(
            new ProblemGenerations("m", "a", "1", List.of(RIGHT, RIGHT_OTHERWISE, WRONG)),
            new ProblemGenerations("m", "a", "2", List.of(SILENT, WRONG)));

    Generations generations =
        SlowGenerations.of(problems, List.of(0.0, 10.0, 25.0), Map.of("a", 25.0));
    GenerationSummary summary =
        GenerationSummaries.of(List.of("a"), generations).of("m", "a").orElseThrow();

    assertThat(summary.k()).isEqualTo(2);
    assertThat(summary.passAtK().mean()).isEqualTo(0.5);
    assertThat(summary.majority().mean()).isEqualTo(0.5);
    // 10, 20, 30, 30, 40
    assertThat(summary.tokensMedian()).isEqualTo(30);
    assertThat(summary.tokensNinetieth()).isCloseTo(36, within(1e-12));
    assertThat(summary.accuracyWithin())
        .extracting(Estimate::mean)
        .containsExactly(0.0, 1 / 6.0, 1 / 3.0);
    // 10, 20 and 25 of 30; 25 of 40 and 25 of 30.
    assertThat(summary.restrictedTokens().mean()).isCloseTo((55 / 3.0 + 25) / 2, within(1e-12));
  }

  /** Every subset as a bit mask; the first samples are right. */
  private static double countedPass(int n, int right, int k) {
    List<Integer> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << n; mask++) {
      if (Integer.bitCount(mask) == k) {
        subsets.add(mask);
      }
    }
    long passed = subsets.stream().filter(mask -> (mask & ((1 << right) - 1)) != 0).count();
    return (double) passed / subsets.size();
  }
}
