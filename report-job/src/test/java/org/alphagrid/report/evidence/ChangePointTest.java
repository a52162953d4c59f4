package org.alphagrid.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangePointTest {

  @Test
  void cleanStepIsFoundWhereItIs() {
    assertThat(ChangePoint.fit(new double[] {0, 0, 0, 1, 1})).isEqualTo(new ChangePoint(3, 1));
  }

  @Test
  void splitLeavesTheSmallestSquares() {
    Random random = new Random(5);
    for (int repeat = 0; repeat < 200; repeat++) {
      double[] values = random.doubles(2 + random.nextInt(9)).toArray();
      ChangePoint step = ChangePoint.fit(values);
      for (int split = 1; split < values.length; split++) {
        assertThat(squares(values, step.split()))
            .isLessThanOrEqualTo(squares(values, split) + 1e-12);
      }
      double after = mean(values, step.split(), values.length);
      assertThat(step.jump()).isCloseTo(after - mean(values, 0, step.split()), within(1e-12));
    }
  }

  @Test
  void singleValueIsRefused() {
    assertThatThrownBy(() -> ChangePoint.fit(new double[1]))
        .hasMessage("Invalid series: 1 values (must be at least 2)");
  }

  private static double squares(double[] values, int split) {
    return squares(values, 0, split) + squares(values, split, values.length);
  }

  private static double squares(double[] values, int from, int to) {
    double mean = mean(values, from, to);
    return Arrays.stream(values, from, to).map(value -> (value - mean) * (value - mean)).sum();
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }
}
