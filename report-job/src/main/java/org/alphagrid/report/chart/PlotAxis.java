package org.alphagrid.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a linear axis that begins and ends on a tick.
 *
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
public record PlotAxis(double low, double high, double step) {
  private static final double ROUNDING = 1e-9;

  public static PlotAxis covering(double min, double max, int aboutTicks) {
    // A single value still needs an axis to stand on.
    double span = max > min ? max - min : Math.max(1e-3, Math.abs(max) / 10);
    double step = roundStep(span / aboutTicks);
    double low = Math.floor(min / step + ROUNDING) * step;
    double high = Math.ceil((min + span) / step - ROUNDING) * step;
    return new PlotAxis(low, high, step);
  }

  /** Returns an axis for shares, never beyond 0 and 1. */
  public static PlotAxis coveringShare(double min, double max, int aboutTicks) {
    PlotAxis axis = covering(Math.max(0, min), Math.min(1, max), aboutTicks);
    return axis.high > 1 + ROUNDING ? covering(Math.max(0, min - 0.1), 1, aboutTicks) : axis;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (int i = 0; i <= count; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** Returns where a value stands: 0 at the low end and 1 at the high end. */
  public double fraction(double value) {
    return (value - low) / (high - low);
  }

  /** Returns the number of decimals that tells neighbouring ticks apart. */
  int decimals(double unit) {
    double log = Math.log10(step * unit);
    return (int) Math.max(0, Math.ceil(-log - ROUNDING));
  }

  private static double roundStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double leading = raw / power;
    if (leading < 1.5) {
      return power;
    }
    if (leading < 3.5) {
      return 2 * power;
    }
    return leading < 7.5 ? 5 * power : 10 * power;
  }
}
