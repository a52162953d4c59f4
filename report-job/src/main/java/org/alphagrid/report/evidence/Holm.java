package org.alphagrid.report.evidence;

import org.alphagrid.report.curve.IndexOrder;

/**
 * Applies Holm's correction for many tests at once: the k-th smallest of m p-values times m - k +
 * 1, made monotone and at most 1. The chance of one false claim among them stays below the level
 * whatever their dependence (Holm, Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {
  private Holm() {}

  /** Returns the adjusted p-values in the given order. */
  public static double[] adjusted(double[] p) {
    int[] order = IndexOrder.rising(p);
    double[] adjusted = new double[p.length];
    double floor = 0;
    for (int k = 0; k < order.length; k++) {
      floor = Math.max(floor, Math.min(1, p[order[k]] * (p.length - k)));
      adjusted[order[k]] = floor;
    }
    return adjusted;
  }
}
