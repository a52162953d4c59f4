package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
  private static final double[] FIRST = {0.2, 0.9, 0.4, 1.0, 0.7};
  private static final double[] SECOND = {0.1, 0.8, 0.6, 0.7, 0.6};

  /** Student's sleep data, Biometrika 6 (1908): t = 4.0621, 9 degrees of freedom, p = 0.002833. */
  @Test
  void sleepDataGiveThePublishedTest() {
    double[] one = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] two = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    PairedDifference difference = PairedDifference.of(two, one);

    assertThat(difference.mean()).isCloseTo(1.58, within(1e-12));
    assertThat(difference.mean() / difference.standardError()).isCloseTo(4.0621, within(5e-5));
    assertThat(difference.pOfAtMost(0)).isCloseTo(0.002833 / 2, within(5e-7));
    assertThat(difference.interval().low()).isCloseTo(0.7001142, within(5e-8));
    assertThat(difference.interval().high()).isCloseTo(2.4598858, within(5e-8));
  }

  @Test
  void errorFollowsFromBothErrorsAndTheirCorrelation() {
    PairedDifference difference = PairedDifference.of(FIRST, SECOND);

    double a = SlowPairs.standardError(FIRST);
    double b = SlowPairs.standardError(SECOND);
    double r = SlowPairs.correlation(FIRST, SECOND);
    assertThat(difference.correlation()).isCloseTo(r, within(1e-12));
    assertThat(difference.standardError())
        .isCloseTo(Math.sqrt(a * a + b * b - 2 * r * a * b), within(1e-12));
  }

  @Test
  void severalBenchmarksOfOneSizeAddTheirVariances() {
    PairedDifference one = PairedDifference.of(FIRST, SECOND);

    PairedDifference both = PairedDifference.macro(List.of(one, one));

    assertThat(both.mean()).isCloseTo(one.mean(), within(1e-12));
    assertThat(both.standardError()).isCloseTo(one.standardError() / Math.sqrt(2), within(1e-12));
    assertThat(both.degreesOfFreedom()).isCloseTo(8, within(1e-9));
    assertThat(both.problems()).isEqualTo(10);
  }

  @Test
  void equalDifferencesHaveNoSpreadDespiteRounding() {
    Random random = new Random(3);
    double[] first = random.doubles(30).toArray();
    double[] second = java.util.Arrays.stream(first).map(x -> x - 0.1).toArray();

    assertThat(PairedDifference.of(first, second).standardError()).isZero();
  }

  @Test
  void singleProblemIsRefused() {
    assertThatThrownBy(() -> PairedDifference.of(new double[1], new double[1]))
        .hasMessage("Invalid pair: 1 and 1 problems (must be the same, at least 2)");
  }
}
