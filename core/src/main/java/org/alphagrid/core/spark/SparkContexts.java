package org.alphagrid.core.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Starts Spark for a job: as spark-submit configured it, or on all cores of this machine. */
public final class SparkContexts {
  private static final String EXECUTOR_OPTIONS =
      "--add-modules=jdk.incubator.vector -XX:CompileCommand=quiet"
          + " -XX:CompileCommand=dontinline,org.alphagrid.merge.tensor.LoopsOf*::*";
  private static final String PLUGINS = "spark.plugins";
  private static final String PROMETHEUS = "spark.metrics.conf.*.sink.prometheusServlet.";

  private SparkContexts() {}

  /**
   * Starts Spark for tasks.
   *
   * @param name shown in Spark's own pages and logs
   */
  public static JavaSparkContext start(String name) {
    return new JavaSparkContext(configure(name));
  }

  /**
   * Starts Spark for queries over small tables.
   *
   * @param name shown in Spark's own pages and logs
   */
  public static SparkSession session(String name) {
    SparkConf conf = configure(name);
    if (conf.get("spark.master").startsWith("local")) {
      // With so few partitions there is nothing to adapt.
      conf.setIfMissing("spark.sql.adaptive.enabled", "false");
      conf.setIfMissing(
          "spark.sql.shuffle.partitions",
          Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  private static SparkConf configure(String name) {
    SparkConf conf = new SparkConf().setAppName(name);
    conf.setIfMissing("spark.master", "local[*]");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    if (conf.get("spark.master").matches("local(\\[.*)?")) {
      GpuTasks.dropWhereLocal(conf);
    }
    // A task goes wherever a core is free: inputs are read remotely or are small.
    conf.setIfMissing("spark.locality.wait", "0");
    // What the launcher gives its own JVM: merge kernels are compiled well only apart.
    conf.setIfMissing("spark.executor.defaultJavaOptions", EXECUTOR_OPTIONS);
    // At /metrics/prometheus of the driver's web page, under a name that stays from run to run.
    conf.setIfMissing(PROMETHEUS + "class", "org.apache.spark.metrics.sink.PrometheusServlet");
    conf.setIfMissing(PROMETHEUS + "path", "/metrics/prometheus");
    conf.setIfMissing("spark.metrics.namespace", "alphagrid");
    String others = conf.get(PLUGINS, "");
    String own = JobPlugin.class.getName();
    conf.set(PLUGINS, others.isEmpty() ? own : others + "," + own);
    return conf;
  }
}
