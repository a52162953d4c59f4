package org.alphagrid.core.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Measures how well tasks filled the places they ran in: with n places that were ever busy at once,
 * the time from first to last against that of all tasks divided by n.
 */
public final class SlotUtilization extends SparkListener {
  private final List<Long> starts = new ArrayList<>(); // milliseconds since 1970
  private final List<Long> ends = new ArrayList<>();
  private long busyMillis;
  private long longestMillis;

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    // The driver notes a task's end only after it has sent out the next one.
    long taken = end.taskInfo().duration();
    if (end.taskMetrics() != null) {
      long ran =
          end.taskMetrics().executorDeserializeTime()
              + end.taskMetrics().executorRunTime()
              + end.taskMetrics().resultSerializationTime();
      taken = Math.min(taken, ran);
    }
    add(end.taskInfo().launchTime(), end.taskInfo().launchTime() + taken);
  }

  synchronized void add(long start, long end) {
    starts.add(start);
    ends.add(end);
    busyMillis += end - start;
    longestMillis = Math.max(longestMillis, end - start);
  }

  /**
   * Returns the number of places that were busy at once; one that ends makes room for one that
   * begins then.
   */
  public synchronized int slots() {
    starts.sort(null);
    ends.sort(null);
    int most = 0;
    int ended = 0;
    for (int started = 0; started < starts.size(); started++) {
      while (ends.get(ended) <= starts.get(started) && ended < started) {
        ended++;
      }
      most = Math.max(most, started + 1 - ended);
    }
    return most;
  }

  /** Returns the seconds from the first task's start to the last one's end. */
  public synchronized double makespanSeconds() {
    if (starts.isEmpty()) {
      return 0;
    }
    starts.sort(null);
    ends.sort(null);
    return (ends.get(ends.size() - 1) - starts.get(0)) / 1e3;
  }

  /** Returns the seconds had every place been busy until the end; no less than the longest task. */
  public synchronized double idealSeconds() {
    return starts.isEmpty() ? 0 : Math.max(longestMillis, (double) busyMillis / slots()) / 1e3;
  }

  /** Returns a line that says how evenly a job's tasks were spread. */
  public synchronized String line(String job) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f s in %d places, %.2f times the ideal",
        job,
        makespanSeconds(),
        slots(),
        idealSeconds() == 0 ? 1 : makespanSeconds() / idealSeconds());
  }
}
