package org.alphagrid.core.spark;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * Asks for GPUs stage by stage. Executors of a GPU cluster are configured with {@code
 * spark.executor.resource.gpu.amount} alone: merge tasks then see no GPU and use every core, and
 * only the tasks asked for here hold one.
 */
public final class GpuTasks {
  /** Names the resource as Spark does. */
  public static final String RESOURCE = "gpu";

  private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";

  /** Names the setting for the share of a GPU that one task holds; several tasks may share one. */
  public static final String GPUS_PER_TASK = "spark.alphagrid.task.gpus";

  private GpuTasks() {}

  /**
   * Returns the same tasks, each holding a GPU where the executors have any.
   *
   * @param tasks not yet run
   */
  public static <T> JavaRDD<T> request(JavaRDD<T> tasks) {
    return profile(tasks.context().getConf()).map(tasks::withResources).orElse(tasks);
  }

  static Optional<ResourceProfile> profile(SparkConf conf) {
    if (conf.getInt(EXECUTOR_GPUS, 0) == 0) {
      return Optional.empty();
    }
    TaskResourceRequests requests =
        new TaskResourceRequests()
            .cpus(conf.getInt("spark.task.cpus", 1))
            .resource(RESOURCE, conf.getDouble(GPUS_PER_TASK, 1));
    return Optional.of(new ResourceProfileBuilder().require(requests).build());
  }

  /** Drops what a single JVM cannot carry out: with such settings Spark's local mode hangs. */
  static void dropWhereLocal(SparkConf conf) {
    for (var setting : conf.getAll()) {
      if (setting._1().contains(".resource.gpu.")) {
        conf.remove(setting._1());
      }
    }
  }
}
