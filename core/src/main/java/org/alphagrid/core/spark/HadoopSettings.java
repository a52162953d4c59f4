package org.alphagrid.core.spark;

import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Applies the {@code spark.hadoop.*} settings of a job to all files opened in this JVM. */
final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  static void apply(SparkConf conf) {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> entry : conf.getAllWithPrefix(PREFIX)) {
      hadoop.set(entry._1(), entry._2());
    }
    Storage.configure(hadoop);
  }
}
