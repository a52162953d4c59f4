package org.alphagrid.core.spark;

import java.time.Duration;

/**
 * Prints how far a job is: one line that is rewritten on a terminal, a line every ten seconds
 * elsewhere.
 */
public final class ProgressLine {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private long lastNanos = System.nanoTime();

  /**
   * Shows a line, if it is time for one.
   *
   * @param last whether nothing comes after it; it is shown in any case
   */
  public synchronized void show(String line, boolean last) {
    long now = System.nanoTime();
    if (Terminal.canRewrite()) {
      Terminal.rewrite(line, last);
    } else if (last || now - lastNanos > BETWEEN_LINES.toNanos()) {
      Terminal.say(line);
      lastNanos = now;
    }
  }

  /** Formats a duration as minutes and seconds, with hours before them where there are any. */
  public static String clock(long nanos) {
    long seconds = Duration.ofNanos(nanos).toSeconds();
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
