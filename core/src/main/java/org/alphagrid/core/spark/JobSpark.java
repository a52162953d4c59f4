package org.alphagrid.core.spark;

import org.apache.spark.api.java.JavaSparkContext;

/** Holds a job's Spark, which is started at its first use and shared by the whole job. */
public final class JobSpark implements AutoCloseable {
  private final String name;
  private JavaSparkContext context;

  /**
   * Prepares Spark without starting it.
   *
   * @param name shown in Spark's own pages and logs
   */
  public JobSpark(String name) {
    this.name = name;
  }

  /** Returns Spark, started unless it runs. */
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
