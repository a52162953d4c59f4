package org.alphagrid.merge.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.spark.ClusterSize;
import org.alphagrid.core.spark.JobMetric;
import org.alphagrid.core.spark.JobMetrics;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.engine.Task;
import org.alphagrid.merge.engine.TaskExecutor;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Runs tasks on the executors of a Spark cluster, each as a Spark task. */
final class SparkTaskExecutor implements TaskExecutor {
  private final JavaSparkContext spark;
  private final ProgressListener follower;
  private final int width;

  SparkTaskExecutor(JavaSparkContext spark, ProgressListener follower) {
    this.spark = spark;
    this.follower = follower;
    this.width = ClusterSize.await(spark.sc());
  }

  @Override
  public void note(String text) {
    follower.note(text);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public <R extends Serializable> List<R> run(String stage, List<? extends Task<R>> work)
      throws IOException {
    if (work.isEmpty()) {
      return List.of();
    }
    long[] bytes = work.stream().mapToLong(Task::bytes).toArray();
    follower.begin(stage, bytes);
    SparkListener listener = new Ends(follower, bytes, spark.sc());
    spark.sc().addSparkListener(listener);
    try {
      return spark
          .parallelize(List.<Task<R>>copyOf(work), work.size())
          .map(new Call<R>())
          .collect();
    } finally {
      spark.sc().removeSparkListener(listener);
      follower.end();
    }
  }

  private static final class Call<R extends Serializable> implements Function<Task<R>, R> {
    private static final long serialVersionUID = 1;

    @Override
    public R call(Task<R> work) throws IOException {
      return work.call();
    }
  }

  private static final class Ends extends SparkListener {
    private final ProgressListener follower;
    private final long[] bytes;
    private final SparkContext spark;
    private final BitSet done = new BitSet();
    private final long startedNanos = System.nanoTime();
    private long moved;

    Ends(ProgressListener follower, long[] bytes, SparkContext spark) {
      this.follower = follower;
      this.bytes = bytes;
      this.spark = spark;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      int piece = end.taskInfo().index();
      if (!end.taskInfo().successful() || done.get(piece)) {
        return;
      }
      done.set(piece);
      moved += bytes[piece];
      follower.done(piece);
      double all = Arrays.stream(bytes).sum();
      double seconds = (System.nanoTime() - startedNanos) / 1e9;
      JobMetrics.publish(
          spark,
          "merge",
          Map.of(
              JobMetric.BYTES,
              all,
              JobMetric.BYTES_DONE,
              (double) moved,
              JobMetric.SECONDS_LEFT,
              moved == 0 ? Double.NaN : seconds * (all - moved) / moved));
    }
  }
}
