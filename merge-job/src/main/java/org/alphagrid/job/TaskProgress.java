package org.alphagrid.job;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Tells a person how far a job is: one line that is rewritten on a terminal, a line now and then
 * elsewhere.
 */
public final class TaskProgress extends SparkListener {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final String what;
  private final int tasks;
  private final Supplier<String> details;
  private final long startedNanos = System.nanoTime();
  private long lastNanos = startedNanos;
  private int done;

  /**
   * @param what the job's verb, for example {@code merge}
   * @param tasks how many there are
   * @param details more to say, for example a rate; may be empty
   */
  public TaskProgress(String what, int tasks, Supplier<String> details) {
    this.what = what;
    this.tasks = tasks;
    this.details = details;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (!end.taskInfo().successful()) {
      return;
    }
    done++;
    long now = System.nanoTime();
    if (Terminal.canRewrite()) {
      Terminal.rewrite(line(now), done == tasks);
    } else if (done == tasks || now - lastNanos > BETWEEN_LINES.toNanos()) {
      Terminal.say(line(now));
      lastNanos = now;
    }
  }

  private String line(long now) {
    long elapsed = now - startedNanos;
    long left = elapsed / done * (tasks - done);
    String more = details.get();
    return "%s: %d of %d tasks, %s elapsed, %s left%s"
        .formatted(
            what, done, tasks, clock(elapsed), clock(left), more.isEmpty() ? "" : ", " + more);
  }

  private static String clock(long nanos) {
    long seconds = Duration.ofNanos(nanos).toSeconds();
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
