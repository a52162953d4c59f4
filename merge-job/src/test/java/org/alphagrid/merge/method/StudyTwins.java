package org.alphagrid.merge.method;

import java.util.function.IntToDoubleFunction;

/** Twins of the study's methods. */
final class StudyTwins extends Twin64 {
  StudyTwins(ParameterValues values, float[][] parents, int columns) {
    super(values, parents, columns);
  }

  double[] topShare(boolean top, IntToDoubleFunction inside, IntToDoubleFunction outside) {
    double[] gap = each(i -> Math.abs((float) think[i] - (float) direct[i]));
    int keep = (int) (n * values.number("share"));
    boolean[] selected = top(top ? gap : each(i -> -gap[i]), keep);
    return each(i -> selected[i] ? inside.applyAsDouble(i) : outside.applyAsDouble(i));
  }

  double[] twin() {
    int keep = (int) (n * values.number("density"));
    double[] mean = each(i -> ((float) direct[i] + (float) think[i]) / 2f);
    boolean[] d = top(each(i -> Math.abs((float) direct[i] - (float) mean[i])), keep);
    boolean[] t = top(each(i -> Math.abs((float) think[i] - (float) mean[i])), keep);
    return each(i -> mean[i] + mix(d[i] ? direct[i] - mean[i] : 0, t[i] ? think[i] - mean[i] : 0));
  }

  /** Through the eigenvectors of D D', by Jacobi rotations: no library, other than the program. */
  double[] lore() {
    int rows = n / columns;
    double[][] half = new double[rows][columns];
    for (int i = 0; i < n; i++) {
      half[i / columns][i % columns] = (direct[i] - think[i]) / 2;
    }
    double[][] square = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        square[i][j] = dot(half[i], half[j]);
      }
    }
    double[][] vectors = jacobi(square);
    double[] shrunk = new double[n];
    for (int k = 0; k < rows; k++) {
      double value = Math.sqrt(Math.max(0, square[k][k]));
      double factor = value == 0 ? 0 : Math.max(0, value - values.number("mu")) / value;
      for (int c = 0; c < columns; c++) {
        double along = 0;
        for (int r = 0; r < rows; r++) {
          along += vectors[r][k] * half[r][c];
        }
        for (int r = 0; r < rows; r++) {
          shrunk[r * columns + c] += factor * vectors[r][k] * along;
        }
      }
    }
    double lambda = values.number("lambda");
    return each(i -> average(i) + lambda * (1 - 2 * alpha()) * shrunk[i]);
  }

  /** Makes a symmetric matrix diagonal and gives its eigenvectors as columns. */
  private static double[][] jacobi(double[][] a) {
    int size = a.length;
    double[][] vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
          rotate(a, vectors, p, q, Math.cos(angle), Math.sin(angle));
        }
      }
    }
    return vectors;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q, double c, double s) {
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = c * x - s * y;
      a[k][q] = s * x + c * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = c * x - s * y;
      a[q][k] = s * x + c * y;
      x = v[k][p];
      y = v[k][q];
      v[k][p] = c * x - s * y;
      v[k][q] = s * x + c * y;
    }
  }

  double[] emr() {
    double[][] deltas = {delta(0), delta(1)};
    double[] unified =
        each(
            i -> {
              double sign = deltas[0][i] + deltas[1][i] > 0 ? 1 : -1;
              return sign * Math.max(0, Math.max(sign * deltas[0][i], sign * deltas[1][i]));
            });
    double[] scales = new double[2];
    for (int m = 0; m < 2; m++) {
      double own = 0;
      double masked = 0;
      for (int i = 0; i < n; i++) {
        own += Math.abs(deltas[m][i]);
        masked += deltas[m][i] * unified[i] > 0 ? Math.abs(unified[i]) : 0;
      }
      scales[m] = masked == 0 ? 0 : own / masked;
    }
    return each(
        i ->
            base[i]
                + mix(
                    deltas[0][i] * unified[i] > 0 ? scales[0] * unified[i] : 0,
                    deltas[1][i] * unified[i] > 0 ? scales[1] * unified[i] : 0));
  }
}
