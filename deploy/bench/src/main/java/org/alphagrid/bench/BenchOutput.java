package org.alphagrid.bench;

import java.util.Locale;
import org.alphagrid.core.spark.Terminal;

/** Prints what a bench measured. */
public final class BenchOutput {
  private BenchOutput() {}

  /** Prints a line to standard error, formatted for the root locale. */
  public static void say(String format, Object... values) {
    Terminal.say(String.format(Locale.ROOT, format, values));
  }
}
