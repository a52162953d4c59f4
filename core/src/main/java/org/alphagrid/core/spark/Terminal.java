package org.alphagrid.core.spark;

import java.io.PrintStream;

/** The one place that talks to the person who started a job; results go to files. */
public final class Terminal {
  /** System property: {@code terminal} where the last line may be rewritten. */
  public static final String MODE_PROPERTY = "alphagrid.progress";

  private Terminal() {}

  /** Prints a line. */
  public static void say(String line) {
    err().println(line);
  }

  /** Replaces the line under way; {@code last} ends it. */
  public static void rewrite(String line, boolean last) {
    err().print("\r" + line + "\033[K" + (last ? "\n" : ""));
    err().flush();
  }

  /** Whether lines can be rewritten. */
  public static boolean canRewrite() {
    return "terminal".equals(System.getProperty(MODE_PROPERTY));
  }

  private static PrintStream err() {
    return System.err;
  }
}
