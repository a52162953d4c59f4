package org.alphagrid.core.spark;

import org.apache.spark.api.java.JavaSparkContext;

/** A job's Spark, started when something needs it and shared by all the job does. */
public final class JobSpark implements AutoCloseable {
  private final String name;
  private JavaSparkContext context;

  /**
   * @param name shown in Spark's own pages and logs
   */
  public JobSpark(String name) {
    this.name = name;
  }

  /** Starts Spark unless it runs. */
  public synchronized JavaSparkContext context() {
    if (context == null) {
      context = SparkContexts.start(name);
    }
    return context;
  }

  @Override
  public synchronized void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
