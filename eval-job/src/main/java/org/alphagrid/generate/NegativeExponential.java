package org.alphagrid.generate;

/**
 * e^-x for x from 0 to 50, the same bits on every machine; {@link Math#exp} may differ in its last
 * bit between processors, and with it a drawn token. A polynomial of x/128, squared seven times:
 * nothing but products and sums of float64, so that compilers make vector code of the loop.
 * Relative error below 1e-13.
 */
final class NegativeExponential {
  /** Arguments from here on give 0: over five million of them weigh less than rounding. */
  static final double END = 50;

  private static final double SCALE = -1.0 / 128;

  // 1 / n!
  private static final double C2 = 1.0 / 2;
  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;
  private static final double C9 = 1.0 / 362880;
  private static final double C10 = 1.0 / 3628800;
  private static final double C11 = 1.0 / 39916800;
  private static final double C12 = 1.0 / 479001600;
  private static final double C13 = 1.0 / 6227020800.0;

  private NegativeExponential() {}

  /** e^-x; 0 from {@link #END} on. */
  static double of(double x) {
    return x < END ? power(x) : 0;
  }

  /**
   * The same for many.
   *
   * @param x changed nowhere
   * @param largest no smaller than any of them
   */
  static void of(double[] x, double[] result, int from, int to, double largest) {
    if (largest < END) {
      powers(x, result, from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      result[i] = of(x[i]);
    }
  }

  private static void powers(double[] x, double[] result, int from, int to) {
    for (int i = from; i < to; i++) {
      result[i] = power(x[i]);
    }
  }

  private static double power(double x) {
    double r = x * SCALE;
    double p = C12 + r * C13;
    p = C11 + r * p;
    p = C10 + r * p;
    p = C9 + r * p;
    p = C8 + r * p;
    p = C7 + r * p;
    p = C6 + r * p;
    p = C5 + r * p;
    p = C4 + r * p;
    p = C3 + r * p;
    p = C2 + r * p;
    p = 1 + r * p;
    p = 1 + r * p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    return p * p;
  }
}
