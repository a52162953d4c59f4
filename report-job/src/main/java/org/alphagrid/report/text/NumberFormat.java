package org.alphagrid.report.text;

import java.util.Locale;
import org.alphagrid.report.curve.Estimate;

/** Formats numbers for people. */
public final class NumberFormat {
  private NumberFormat() {}

  /** Returns a share as a percentage with one decimal. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "–" : decimalPercent(share);
  }

  private static String decimalPercent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Returns a share as a whole percentage. */
  public static String wholePercent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Returns a number of tokens with one decimal below 1,000 and none above. */
  public static String tokens(double tokens) {
    if (Double.isNaN(tokens)) {
      return "–";
    }
    return String.format(Locale.ROOT, Math.abs(tokens) < 1000 ? "%.1f" : "%,.0f", tokens);
  }

  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  public static String percentWithError(Estimate share) {
    return percent(share.mean()).replace(" %", error(100 * share.standardError())) + " %";
  }

  public static String tokensWithError(Estimate tokens) {
    double error = tokens.standardError();
    return tokens(tokens.mean()) + (Double.isNaN(error) ? "" : " ± " + tokens(error));
  }

  private static String error(double error) {
    return Double.isNaN(error) ? "" : String.format(Locale.ROOT, " ± %.1f", error);
  }
}
