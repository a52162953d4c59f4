package org.alphagrid.merge.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.alphagrid.core.spark.ProgressLine;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.merge.engine.ProgressListener;

/**
 * Shows how far a job is that moves bytes: a bar with rate and remaining time that is rewritten on
 * a terminal, a line now and then elsewhere.
 */
public final class ByteProgress implements ProgressListener {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int BAR = 24;

  private final String job;
  private String stage = "";
  private long[] bytes = new long[0];
  private boolean[] isDone = new boolean[0];
  private long startedNanos;
  private long lastNanos;
  private boolean shown;

  /**
   * @param job its verb, for example {@code merge}
   */
  public ByteProgress(String job) {
    this.job = job;
  }

  @Override
  public synchronized void begin(String stage, long[] bytes) {
    this.stage = stage;
    this.bytes = bytes.clone();
    isDone = new boolean[bytes.length];
    startedNanos = System.nanoTime();
    lastNanos = startedNanos;
    shown = false;
    if (Terminal.canRewrite()) {
      Terminal.rewrite(line(startedNanos), false);
    }
  }

  @Override
  public synchronized void done(int piece) {
    if (piece >= isDone.length || isDone[piece]) {
      return;
    }
    isDone[piece] = true;
    long now = System.nanoTime();
    if (Terminal.canRewrite()) {
      Terminal.rewrite(line(now), false);
    } else if (now - lastNanos > BETWEEN_LINES.toNanos()) {
      Terminal.say(line(now));
      lastNanos = now;
      shown = true;
    }
  }

  @Override
  public void note(String text) {
    Terminal.say(job + ": " + text);
  }

  /** Ends a stage; short stages leave no line in a log. */
  @Override
  public synchronized void end() {
    long now = System.nanoTime();
    if (Terminal.canRewrite()) {
      Terminal.rewrite(line(now), true);
    } else if (shown) {
      Terminal.say(line(now));
    }
  }

  private String line(long now) {
    long all = Arrays.stream(bytes).sum();
    long moved = 0;
    for (int i = 0; i < bytes.length; i++) {
      moved += isDone[i] ? bytes[i] : 0;
    }
    return job + ", " + line(stage, moved, all, now - startedNanos, Terminal.canRewrite());
  }

  /**
   * Renders one line.
   *
   * @param bar whether to draw one
   */
  static String line(String stage, long moved, long all, long nanos, boolean bar) {
    double share = all == 0 ? 1 : (double) moved / all;
    double rate = nanos == 0 ? 0 : moved * 1e3 / nanos;
    String left =
        moved == 0 || moved == all
            ? ""
            : ", " + ProgressLine.clock((long) (nanos / share) - nanos) + " left";
    int full = (int) (share * BAR);
    String drawn = bar ? "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " : "";
    return String.format(
        Locale.ROOT,
        "%s: %s%d %% of %s, %.0f MB/s, %s elapsed%s",
        stage,
        drawn,
        (int) (share * 100),
        size(all),
        rate,
        ProgressLine.clock(nanos),
        left);
  }

  private static String size(long bytes) {
    return bytes < 10_000_000_000L
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
