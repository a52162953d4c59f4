package org.alphagrid.report.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.report.curve.Interval;

/**
 * Predicts with an interval that needs no model of the error: each row is left out once, and how
 * far the fit without it misses it says how far a new row may lie (Barber, Candes, Ramdas and
 * Tibshirani, "Predictive inference with the jackknife+", Annals of Statistics 49, 2021, section
 * 1.2). For rows that are exchangeable an interval of level 1 - a holds the truth with at least 1 -
 * 2a, and in practice with about 1 - a.
 */
final class JackknifePlus {
  private final List<double[]> x;
  private final double[] y;
  private final List<Ridge> without = new ArrayList<>();
  private final double[] residuals;

  JackknifePlus(List<double[]> x, double[] y) {
    this.x = x;
    this.y = y;
    this.residuals = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      Ridge ridge = Ridge.fit(leave(x, i), leave(y, i));
      without.add(ridge);
      residuals[i] = Math.abs(y[i] - ridge.predict(x.get(i)));
    }
  }

  /** Rows that an interval of this level needs; with fewer it would be infinite. */
  static int fewest(double level) {
    int n = 2;
    while (Math.ceil(level * (n + 1) - 1e-9) > n) {
      n++;
    }
    return n;
  }

  double predict(double[] row) {
    return Ridge.fit(x, y).predict(row);
  }

  /** Returns the interval: the (1 - a)(n + 1)-th smallest upper end, and the same from below. */
  Interval interval(double[] row, double level) {
    int n = y.length;
    double[] lower = new double[n];
    double[] upper = new double[n];
    for (int i = 0; i < n; i++) {
      double predicted = without.get(i).predict(row);
      lower[i] = predicted - residuals[i];
      upper[i] = predicted + residuals[i];
    }
    Arrays.sort(lower);
    Arrays.sort(upper);
    int rank = (int) Math.ceil(level * (n + 1) - 1e-9);
    if (rank > n) {
      throw new IllegalArgumentException(
          "Invalid level %s for %d rows (needs %d)".formatted(level, n, fewest(level)));
    }
    return new Interval(lower[n - rank], upper[rank - 1]);
  }

  static List<double[]> leave(List<double[]> rows, int out) {
    List<double[]> rest = new ArrayList<>(rows);
    rest.remove(out);
    return rest;
  }

  static double[] leave(double[] values, int out) {
    double[] rest = new double[values.length - 1];
    System.arraycopy(values, 0, rest, 0, out);
    System.arraycopy(values, out + 1, rest, out, rest.length - out);
    return rest;
  }
}
