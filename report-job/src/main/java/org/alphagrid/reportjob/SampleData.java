package org.alphagrid.reportjob;

import java.io.IOException;
import java.util.List;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.generation.ProblemGenerations;
import org.alphagrid.report.table.SampleTable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** What Spark reads for a report; everything after it is plain arithmetic. */
record SampleData(List<ProblemTally> tallies, List<ProblemGenerations> generations) {

  SampleData {
    tallies = List.copyOf(tallies);
    generations = List.copyOf(generations);
  }

  static SampleData read(SparkConf conf, Path samples) throws IOException {
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      SampleTable table = new SampleTable(spark, samples);
      return new SampleData(table.tallies(), table.generations());
    }
  }
}
