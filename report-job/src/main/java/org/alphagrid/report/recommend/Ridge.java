package org.alphagrid.report.recommend;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Fits a ridge regression for few rows and more columns: y = mean + k(x)' (K + penalty I)^-1 (y -
 * mean) with K the mean product of standardized columns. The penalty is the one that predicts
 * left-out rows best; among the choices is an infinite one, which predicts the mean and says that
 * the columns do not help (Hoerl and Kennard, Technometrics 12, 1970; left-out residuals by Allen's
 * PRESS, Technometrics 16, 1974).
 */
final class Ridge {
  private static final double[] PENALTIES = {0.03, 0.1, 0.3, 1, 3, 10, Double.POSITIVE_INFINITY};

  private final double[] centres;
  private final double[] scales;
  private final double[][] rows;
  private final double mean;
  private final RealVector coefficients;
  private final double penalty;

  private Ridge(
      double[] centres,
      double[] scales,
      double[][] rows,
      double mean,
      RealVector coefficients,
      double penalty) {
    this.centres = centres;
    this.scales = scales;
    this.rows = rows;
    this.mean = mean;
    this.coefficients = coefficients;
    this.penalty = penalty;
  }

  /**
   * @param x one row per observation, at least one
   */
  static Ridge fit(List<double[]> x, double[] y) {
    Ridge best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = PENALTIES.length - 1; i >= 0; i--) {
      Ridge ridge = fit(x, y, PENALTIES[i]);
      double error = ridge.leftOutError(y);
      // Columns must earn their place: of equal errors the larger penalty stands.
      if (best == null || error < least) {
        best = ridge;
        least = error;
      }
    }
    return best;
  }

  static Ridge fit(List<double[]> x, double[] y, double penalty) {
    int columns = x.get(0).length;
    double[] centres = new double[columns];
    double[] scales = new double[columns];
    for (int j = 0; j < columns; j++) {
      int column = j;
      centres[j] = x.stream().mapToDouble(row -> row[column]).average().orElseThrow();
      double centre = centres[j];
      double squares = x.stream().mapToDouble(row -> Math.pow(row[column] - centre, 2)).sum();
      double scale = Math.sqrt(squares / x.size());
      // A column that is the same everywhere says nothing.
      scales[j] = scale > 1e-9 * Math.max(1, Math.abs(centre)) ? scale : 0;
    }
    double[][] rows =
        x.stream().map(row -> standard(row, centres, scales)).toArray(double[][]::new);
    double mean = Arrays.stream(y).average().orElseThrow();
    RealVector residual = new ArrayRealVector(y).mapSubtract(mean);
    RealVector coefficients =
        Double.isInfinite(penalty)
            ? residual.mapMultiply(0)
            : new CholeskyDecomposition(kernel(rows, penalty)).getSolver().solve(residual);
    return new Ridge(centres, scales, rows, mean, coefficients, penalty);
  }

  double predict(double[] x) {
    double[] row = standard(x, centres, scales);
    double sum = mean;
    for (int i = 0; i < rows.length; i++) {
      sum += coefficients.getEntry(i) * product(row, rows[i]);
    }
    return sum;
  }

  double penalty() {
    return penalty;
  }

  /**
   * Returns the sum of squared left-out residuals, e_i = r_i / (1 - h_ii) with the mean among what is fitted.
   */
  private double leftOutError(double[] y) {
    int n = y.length;
    if (n < 2) {
      return Double.POSITIVE_INFINITY;
    }
    RealMatrix hat = new Array2DRowRealMatrix(n, n);
    if (!Double.isInfinite(penalty)) {
      RealMatrix solved =
          new CholeskyDecomposition(kernel(rows, penalty)).getSolver().solve(kernel(rows, 0));
      hat = solved.transpose();
    }
    double error = 0;
    for (int i = 0; i < n; i++) {
      double fitted = mean;
      for (int j = 0; j < n; j++) {
        fitted += hat.getEntry(i, j) * (y[j] - mean);
      }
      error += Math.pow((y[i] - fitted) / Math.max(1e-9, 1 - hat.getEntry(i, i) - 1.0 / n), 2);
    }
    return error;
  }

  private static RealMatrix kernel(double[][] rows, double penalty) {
    int n = rows.length;
    RealMatrix kernel = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        kernel.setEntry(i, j, product(rows[i], rows[j]) + (i == j ? penalty : 0));
      }
    }
    return kernel;
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum / Math.max(1, one.length);
  }

  private static double[] standard(double[] row, double[] centres, double[] scales) {
    double[] standard = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      standard[j] = scales[j] == 0 ? 0 : (row[j] - centres[j]) / scales[j];
    }
    return standard;
  }
}
