package org.alphagrid.report.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Configures Spark as spark-submit asks for it, else in this JVM with settings for a short job. */
public final class SparkSettings {
  private SparkSettings() {}

  public static SparkConf load() {
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "alphagrid report");
    conf.setIfMissing("spark.master", "local[*]");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
      // With so few partitions there is nothing to adapt.
      conf.setIfMissing("spark.sql.adaptive.enabled", "false");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing(
          "spark.sql.shuffle.partitions",
          Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
    return conf;
  }

  /** What Spark itself would use, without waiting for it to start. */
  static Configuration hadoop(SparkConf conf) {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> entry : conf.getAllWithPrefix("spark.hadoop.")) {
      hadoop.set(entry._1(), entry._2());
    }
    return hadoop;
  }
}
