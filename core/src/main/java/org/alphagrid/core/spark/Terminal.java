package org.alphagrid.core.spark;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Prints to the standard streams, always in UTF-8: results to the output stream, all else to the
 * error stream. No other class prints.
 */
public final class Terminal {
  /** System property: {@code terminal} where the last line may be rewritten. */
  public static final String MODE_PROPERTY = "alphagrid.progress";

  private Terminal() {}

  /** Prints a line about what the job does. */
  public static void say(String line) {
    err().println(line);
  }

  /** Prints a line about something that a user may want to change. */
  public static void warn(String message) {
    say("warning: " + message);
  }

  /** Prints a line about what ends the command. */
  static void error(String message) {
    say("error: " + message);
  }

  /** Prints a result, which a program may read; its lines end as the text says. */
  public static void result(String text) {
    PrintWriter out = out();
    out.print(text);
    out.flush();
  }

  /** Replaces the line under way; {@code last} ends it. */
  public static void rewrite(String line, boolean last) {
    PrintWriter err = err();
    err.print("\r" + line + "\033[K" + (last ? "\n" : ""));
    err.flush();
  }

  /** Tells whether lines can be rewritten. */
  public static boolean canRewrite() {
    return "terminal".equals(System.getProperty(MODE_PROPERTY));
  }

  static PrintWriter out() {
    return writer(System.out);
  }

  static PrintWriter err() {
    return writer(System.err);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
