package org.alphagrid.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlotAxisTest {

  @Test
  void endsStandOnRoundTicksAroundTheValues() {
    PlotAxis axis = PlotAxis.covering(0, 81.4, 8);

    assertThat(axis.low()).isZero();
    assertThat(axis.high()).isCloseTo(90, within(1e-9));
    assertThat(axis.ticks()).hasSize(10);
  }

  @Test
  void sharesStayBetweenZeroAndOne() {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      double one = random.nextDouble();
      double other = random.nextDouble();
      PlotAxis axis = PlotAxis.coveringShare(Math.min(one, other), Math.max(one, other), 5);
      assertThat(axis.low()).isGreaterThanOrEqualTo(0);
      assertThat(axis.high()).isLessThanOrEqualTo(1 + 1e-9);
      assertThat(axis.low()).isLessThanOrEqualTo(Math.min(one, other) + 1e-9);
      assertThat(axis.high()).isGreaterThanOrEqualTo(Math.max(one, other) - 1e-9);
    }
  }

  @Test
  void singleValueStillGetsAnAxis() {
    for (double value : new double[] {0, 1e-6, 1, 5000}) {
      PlotAxis axis = PlotAxis.covering(value, value, 5);
      assertThat(axis.low()).isLessThanOrEqualTo(value);
      assertThat(axis.high()).isGreaterThan(axis.low());
    }
    assertThat(PlotAxis.coveringShare(1, 1, 5).high()).isCloseTo(1, within(1e-9));
  }

  @Test
  void tickLabelsTellNeighboursApart() {
    PlotAxis fine = new PlotAxis(0.5, 0.52, 0.005);

    assertThat(Scale.ACCURACY.tick(fine, 0.505)).isEqualTo("50.5 %");
    assertThat(Scale.ACCURACY.tick(new PlotAxis(0, 1, 0.2), 0.2)).isEqualTo("20 %");
    assertThat(Scale.TOKENS.tick(new PlotAxis(0, 10_000, 2000), 8000)).isEqualTo("8,000");
  }
}
