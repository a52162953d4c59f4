package org.alphagrid.merge.job;

import org.alphagrid.core.spark.ProgressLine;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Shows the progress of a job's tasks: how many are done, and how long the rest will take. */
public final class TaskProgress extends SparkListener {
  private final String what;
  private final int tasks;
  private final ProgressLine line = new ProgressLine();
  private final long startedNanos = System.nanoTime();
  private int done;

  /**
   * @param what the job's verb, for example {@code inspect}
   * @param tasks their number
   */
  public TaskProgress(String what, int tasks) {
    this.what = what;
    this.tasks = tasks;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (!end.taskInfo().successful()) {
      return;
    }
    done++;
    long elapsed = System.nanoTime() - startedNanos;
    long left = elapsed / done * (tasks - done);
    line.show(
        "%s: %d of %d tasks, %s elapsed, %s left"
            .formatted(what, done, tasks, ProgressLine.clock(elapsed), ProgressLine.clock(left)),
        done == tasks);
  }
}
