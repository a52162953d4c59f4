package org.alphagrid.report.chart;

import java.util.Locale;

/**
 * Holds how an axis is labelled.
 *
 * @param unit what one is multiplied with before printing
 * @param suffix after every tick label
 */
public record Scale(String label, double unit, String suffix) {
  public static final Scale ACCURACY = new Scale("Accuracy", 100, " %");
  public static final Scale TOKENS = new Scale("Tokens per sample (mean)", 1, "");
  static final Scale THINK_RATIO = new Scale("Samples with a thought", 100, " %");
  public static final Scale ALPHA = new Scale("α, weight on the think parent", 1, "");

  String tick(PlotAxis axis, double value) {
    // Adding zero turns a negative zero into a plain one.
    double shown = Math.abs(value) < axis.step() / 2 ? 0.0 : value * unit;
    return String.format(Locale.ROOT, "%,." + axis.decimals(unit) + "f", shown) + suffix;
  }
}
