package org.alphagrid.report.table;

import org.apache.spark.sql.SparkSession;

/** Spark in this JVM, as small as tests need it. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Starts it; the caller stops it. */
  public static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }
}
