package org.alphagrid.merge.method.builtin;

/** Computes with vectors given by their coefficients over the models, through dot products. */
final class Span {
  private Span() {}

  /** Returns the dot product of each model with a combination of them. */
  static double[] dots(double[][] gram, double[] coefficients) {
    double[] dots = new double[coefficients.length];
    for (int i = 0; i < dots.length; i++) {
      for (int j = 0; j < dots.length; j++) {
        dots[i] += gram[i][j] * coefficients[j];
      }
    }
    return dots;
  }

  /** Returns the norm of a combination. */
  static double norm(double[][] gram, double[] coefficients) {
    double[] dots = dots(gram, coefficients);
    double square = 0;
    for (int i = 0; i < dots.length; i++) {
      square += coefficients[i] * dots[i];
    }
    return Math.sqrt(Math.max(0, square));
  }

  /** {@code factor} times a combination. */
  static double[] scaled(double[] coefficients, double factor) {
    double[] scaled = new double[coefficients.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = factor * coefficients[i];
    }
    return scaled;
  }

  /** {@code a x + b y}. */
  static double[] sum(double a, double[] x, double b, double[] y) {
    double[] sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a * x[i] + b * y[i];
    }
    return sum;
  }
}
