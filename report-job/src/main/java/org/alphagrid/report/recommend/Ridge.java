package org.alphagrid.report.recommend;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
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

  private final Columns columns;
  private final double mean;
  private final RealVector coefficients;
  private final double penalty;
  private final double leftOutError;

  private Ridge(Columns columns, double[] y, double penalty) {
    this.columns = columns;
    this.penalty = penalty;
    this.mean = Arrays.stream(y).average().orElseThrow();
    RealVector residual = new ArrayRealVector(y).mapSubtract(mean);
    if (Double.isInfinite(penalty)) {
      this.coefficients = residual.mapMultiply(0);
      this.leftOutError = leftOutError(y, new Array2DRowRealMatrix(y.length, y.length));
    } else {
      DecompositionSolver solver =
          new CholeskyDecomposition(columns.penalized(penalty)).getSolver();
      this.coefficients = solver.solve(residual);
      this.leftOutError = leftOutError(y, solver.solve(columns.kernel()).transpose());
    }
  }

  /**
   * Returns the fit whose penalty predicts left-out rows best.
   *
   * @param x one row per observation, at least one
   */
  static Ridge fit(List<double[]> x, double[] y) {
    Columns columns = Columns.of(x);
    Ridge best = null;
    for (int i = PENALTIES.length - 1; i >= 0; i--) {
      Ridge ridge = new Ridge(columns, y, PENALTIES[i]);
      // Columns must earn their place: of equal errors the larger penalty stands.
      if (best == null || ridge.leftOutError < best.leftOutError) {
        best = ridge;
      }
    }
    return best;
  }

  /** Returns the fit of one penalty. */
  static Ridge fit(List<double[]> x, double[] y, double penalty) {
    return new Ridge(Columns.of(x), y, penalty);
  }

  double predict(double[] x) {
    double[] row = columns.standard(x);
    double sum = mean;
    for (int i = 0; i < columns.rows().length; i++) {
      sum += coefficients.getEntry(i) * Columns.product(row, columns.rows()[i]);
    }
    return sum;
  }

  double penalty() {
    return penalty;
  }

  /**
   * Returns the sum of squared left-out residuals, e_i = r_i / (1 - h_ii) with the mean among what
   * is fitted; infinite for one row.
   *
   * @param hat gives the fitted values from y less its mean
   */
  private double leftOutError(double[] y, RealMatrix hat) {
    int n = y.length;
    if (n < 2) {
      return Double.POSITIVE_INFINITY;
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

  /**
   * Holds standardized columns.
   *
   * @param centres mean of each column
   * @param scales standard deviation of each column; 0 where it does not vary
   * @param rows standardized, one per observation
   * @param kernel mean product of each two rows
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Columns(double[] centres, double[] scales, double[][] rows, RealMatrix kernel) {
    static Columns of(List<double[]> x) {
      int count = x.get(0).length;
      double[] centres = new double[count];
      double[] scales = new double[count];
      for (int j = 0; j < count; j++) {
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
      double[][] kernel = new double[rows.length][rows.length];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows.length; j++) {
          kernel[i][j] = product(rows[i], rows[j]);
        }
      }
      return new Columns(centres, scales, rows, new Array2DRowRealMatrix(kernel, false));
    }

    double[] standard(double[] row) {
      return standard(row, centres, scales);
    }

    private static double[] standard(double[] row, double[] centres, double[] scales) {
      double[] standard = new double[row.length];
      for (int j = 0; j < row.length; j++) {
        standard[j] = scales[j] == 0 ? 0 : (row[j] - centres[j]) / scales[j];
      }
      return standard;
    }

    RealMatrix penalized(double penalty) {
      RealMatrix penalized = kernel.copy();
      for (int i = 0; i < rows.length; i++) {
        penalized.addToEntry(i, i, penalty);
      }
      return penalized;
    }

    static double product(double[] one, double[] other) {
      double sum = 0;
      for (int j = 0; j < one.length; j++) {
        sum += one[j] * other[j];
      }
      return sum / Math.max(1, one.length);
    }
  }
}
