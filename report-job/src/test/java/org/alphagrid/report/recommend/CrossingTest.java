package org.alphagrid.report.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossingTest {
  /** The isotonic fit is the largest of the smallest means to the right (Barlow et al. 1972). */
  @Test
  void risingFitIsTheMaxMinOfMeans() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(1 + random.nextInt(9)).toArray();
      double[] fit = Crossing.rising(values);
      for (int i = 0; i < values.length; i++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from <= i; from++) {
          double smallest = Double.POSITIVE_INFINITY;
          for (int to = i; to < values.length; to++) {
            double sum = 0;
            for (int k = from; k <= to; k++) {
              sum += values[k];
            }
            smallest = Math.min(smallest, sum / (to - from + 1));
          }
          largest = Math.max(largest, smallest);
        }
        assertThat(fit[i]).isCloseTo(largest, within(1e-12));
      }
    }
  }

  @Test
  void halfIsCrossedOnTheStraightLineBetweenTwoPoints() {
    double[] alphas = {0, 0.4, 0.6, 1};

    assertThat(Crossing.of(alphas, new double[] {0, 0.25, 0.75, 1}).orElseThrow())
        .isCloseTo(0.5, within(1e-12));
    assertThat(Crossing.of(alphas, new double[] {0, 0, 0.5, 1}).orElseThrow())
        .isCloseTo(0.6, within(1e-12));
  }

  @Test
  void ratioOnOneSideOfAHalfCrossesNowhere() {
    assertThat(Crossing.of(new double[] {0, 1}, new double[] {0, 0.4})).isEmpty();
    assertThat(Crossing.of(new double[] {0, 1}, new double[] {0.6, 1})).isEmpty();
  }
}
