package org.alphagrid.core.spark;

import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;

/**
 * Counts how many tasks a cluster runs at once. Executors come one by one after a job has begun,
 * and a plan made for the first of them would leave the others without work.
 */
public final class ClusterSize {
  private static final long MOST_MILLIS = 30_000;
  private static final long QUIET_MILLIS = 1_000;
  private static final long STEP_MILLIS = 50;

  private ClusterSize() {}

  /**
   * Waits until executors are there and no more have come for a second, at most half a minute.
   *
   * @return tasks that run at once
   */
  public static int await(SparkContext spark) {
    if (!spark.isLocal()) {
      int executors = 0;
      long quiet = 0;
      for (long waited = 0; waited < MOST_MILLIS && quiet < QUIET_MILLIS; waited += STEP_MILLIS) {
        int now = spark.getExecutorMemoryStatus().size() - 1;
        quiet = now > 0 && now == executors ? quiet + STEP_MILLIS : 0;
        executors = now;
        try {
          TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    return spark.defaultParallelism();
  }
}
