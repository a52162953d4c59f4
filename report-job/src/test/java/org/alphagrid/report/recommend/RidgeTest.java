package org.alphagrid.report.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private final Random random = new Random(8);

  /** One coefficient per column by coordinate descent on the penalized squares. */
  @Test
  void predictsAsCoordinateDescentDoes() {
    List<double[]> x = rows(7, 3);
    double[] y = random.doubles(7).toArray();
    double[] fresh = random.doubles(3).toArray();

    for (double penalty : new double[] {0.1, 1, 10}) {
      assertThat(Ridge.fit(x, y, penalty).predict(fresh))
          .isCloseTo(slow(x, y, penalty, fresh), within(1e-9));
    }
  }

  @Test
  void constantColumnsPredictTheMean() {
    List<double[]> x = List.of(new double[] {3}, new double[] {3}, new double[] {3});
    Ridge ridge = Ridge.fit(x, new double[] {0.2, 0.4, 0.6});

    assertThat(ridge.predict(new double[] {9})).isCloseTo(0.4, within(1e-12));
    assertThat(ridge.penalty()).isInfinite();
  }

  @Test
  void predictiveColumnIsUsed() {
    List<double[]> x = new ArrayList<>();
    double[] y = new double[8];
    for (int i = 0; i < y.length; i++) {
      x.add(new double[] {i});
      y[i] = 0.3 + 0.05 * i;
    }

    assertThat(Ridge.fit(x, y).predict(new double[] {4.5})).isCloseTo(0.525, within(0.01));
    assertThat(Ridge.fit(x, y).penalty()).isFinite();
  }

  private List<double[]> rows(int count, int columns) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(random.doubles(columns).map(v -> 3 * v - 1).toArray());
    }
    return rows;
  }

  /** Minimizes sum (y - mean - w z)^2 + penalty columns |w|^2 over standardized z. */
  private static double slow(List<double[]> x, double[] y, double penalty, double[] fresh) {
    int n = y.length;
    int p = fresh.length;
    double[] centre = new double[p];
    double[] scale = new double[p];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += y[i] / n;
      for (int j = 0; j < p; j++) {
        centre[j] += x.get(i)[j] / n;
      }
    }
    for (int j = 0; j < p; j++) {
      for (int i = 0; i < n; i++) {
        scale[j] += Math.pow(x.get(i)[j] - centre[j], 2) / n;
      }
      scale[j] = Math.sqrt(scale[j]);
    }
    double[] w = new double[p];
    for (int round = 0; round < 20_000; round++) {
      for (int j = 0; j < p; j++) {
        double with = 0;
        double squares = penalty * p;
        for (int i = 0; i < n; i++) {
          double rest = y[i] - mean;
          for (int k = 0; k < p; k++) {
            if (k != j) {
              rest -= w[k] * (x.get(i)[k] - centre[k]) / scale[k];
            }
          }
          double z = (x.get(i)[j] - centre[j]) / scale[j];
          with += z * rest;
          squares += z * z;
        }
        w[j] = with / squares;
      }
    }
    double predicted = mean;
    for (int j = 0; j < p; j++) {
      predicted += w[j] * (fresh[j] - centre[j]) / scale[j];
    }
    return predicted;
  }
}
