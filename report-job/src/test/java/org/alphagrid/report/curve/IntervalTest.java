package org.alphagrid.report.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTest {

  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263. */
  @Test
  void independentSamplesGiveWilsonsPublishedInterval() {
    double p = 81 / 263.0;
    Estimate share = new Estimate(p, Math.sqrt(p * (1 - p) / 263));

    Interval interval = Interval.ofShare(share, 263, 263);

    assertThat(interval.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3662, within(5e-5));
  }

  @Test
  void everyProblemRightStillLeavesRoomBelow() {
    Interval interval = Interval.ofShare(new Estimate(1, 0), 30, 300);

    assertThat(interval.high()).isEqualTo(1);
    // 1 / (1 + z^2 / 30)
    assertThat(interval.low()).isCloseTo(0.8865, within(5e-5));
  }

  @Test
  void meanStaysInsideAtTheEdges() {
    for (double mean : new double[] {0, 1e-9, 0.5, 1 - 1e-9, 1}) {
      Interval interval = Interval.ofShare(new Estimate(mean, 1e-4), 50, 200);
      assertThat(mean).isBetween(interval.low(), interval.high());
      assertThat(interval.low()).isNotNegative();
      assertThat(interval.high()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void coversTheTruthAboutNinetyFiveTimesInAHundred() {
    Random random = new Random(11);
    int covered = 0;
    for (int sweep = 0; sweep < 2000; sweep++) {
      Interval interval = simulatedInterval(random);
      // Skills are uniform on [0.4, 1], so the true accuracy is 0.7.
      covered += interval.low() <= 0.7 && 0.7 <= interval.high() ? 1 : 0;
    }
    assertThat(covered / 2000.0).isBetween(0.93, 0.97);
  }

  @Test
  void invertedEndsAreRefused() {
    assertThatThrownBy(() -> new Interval(2, 1))
        .hasMessage("Invalid interval: [2.0, 1.0] (low must not exceed high)");
  }

  private static Interval simulatedInterval(Random random) {
    List<ProblemTally> tallies = new ArrayList<>();
    for (int problem = 0; problem < 30; problem++) {
      double skill = 0.4 + 0.6 * random.nextDouble();
      int right = 0;
      for (int sample = 0; sample < 10; sample++) {
        right += random.nextDouble() < skill ? 1 : 0;
      }
      tallies.add(Tallies.tally("m", "a", "p" + problem, 10, right, 100));
    }
    Estimate accuracy = Estimate.overProblems(tallies, ProblemTally::meanScore);
    return Interval.ofShare(accuracy, 30, 300);
  }
}
