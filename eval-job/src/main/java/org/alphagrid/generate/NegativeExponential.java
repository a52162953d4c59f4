package org.alphagrid.generate;

/**
 * e^-x for x from 0 to 50 by two small tables and a short series, the same bits on every machine;
 * {@link Math#exp} may differ in its last bit between processors, and with it a drawn token.
 * Relative error below 1e-13.
 */
final class NegativeExponential {
  /** Arguments from here on give 0: over five million of them weigh less than rounding. */
  static final double END = 50;

  private static final int STEPS = 1024; // per unit of x
  private static final int FINE = 256;
  private static final int COARSE = (int) END * STEPS / FINE + 1;
  private static final double[] COARSE_TABLE = table(COARSE, (double) FINE / STEPS);
  private static final double[] FINE_TABLE = table(FINE, 1.0 / STEPS);

  private NegativeExponential() {}

  private static double[] table(int count, double width) {
    double[] table = new double[count];
    for (int i = 0; i < count; i++) {
      table[i] = StrictMath.exp(-i * width);
    }
    return table;
  }

  /** e^-x; 0 from {@link #END} on. */
  static double of(double x) {
    double scaled = x * STEPS;
    int step = (int) scaled;
    if (step >= (int) END * STEPS) {
      return 0;
    }
    double rest = (scaled - step) / STEPS;
    double series = 1 + rest * (-1 + rest * (0.5 + rest * (-1.0 / 6)));
    return COARSE_TABLE[step / FINE] * FINE_TABLE[step % FINE] * series;
  }
}
