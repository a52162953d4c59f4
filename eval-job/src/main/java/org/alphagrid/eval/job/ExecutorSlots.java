package org.alphagrid.eval.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.core.spark.GpuTasks;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Holds what this executor runs at once.
 *
 * @param tasks how many tasks
 * @param cpus cores of each
 */
record ExecutorSlots(int tasks, int cpus) {
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+)(,.*)?]");

  /** How cluster managers start an executor. */
  private static final Pattern STARTED = Pattern.compile("ExecutorBackend .*--cores (\\d+)");

  /** Finds the share as Spark was told it; to be called within a task. */
  static ExecutorSlots current() {
    return of(
        SparkEnv.get().conf(),
        TaskContext.get().cpus(),
        System.getProperty("sun.java.command", ""));
  }

  /**
   * @param command main class and arguments of this JVM: a worker may give an executor fewer cores
   *     than the machine has, and without {@code spark.executor.cores} only its command says so
   */
  static ExecutorSlots of(SparkConf conf, int cpus, String command) {
    int cores = Runtime.getRuntime().availableProcessors();
    Matcher started = STARTED.matcher(command);
    if (started.find()) {
      cores = Integer.parseInt(started.group(1));
    }
    Matcher local = LOCAL.matcher(conf.get("spark.master", ""));
    if (local.matches()) {
      cores = Integer.parseInt(local.group(1));
    } else if (!conf.get("spark.master", "").startsWith("local")) {
      cores = conf.getInt("spark.executor.cores", cores);
    }
    return new ExecutorSlots(Math.max(1, cores / cpus), cpus);
  }

  /**
   * Returns the address of the GPU that Spark gave the current task; the first one where it gives
   * none.
   */
  static int gpu() {
    ResourceInformation gpu = TaskContext.get().resourcesJMap().get(GpuTasks.RESOURCE);
    if (gpu == null) {
      return 0;
    }
    String address = gpu.addresses()[0];
    try {
      return Integer.parseInt(address);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "Cannot use GPU '%s' that Spark gave this task (must be a device number, as deploy/gpu-addresses prints)"
              .formatted(address));
    }
  }

  /** Returns the cores of all tasks together. */
  int cores() {
    return tasks * cpus;
  }
}
