package org.alphagrid.report.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the rows of one run, or of several runs on the problems that all of them have. */
final class SampleSource {
  private static final String COMPACTING = "_compacting";

  private final SparkSession spark;
  private final Map<String, Path> directories;

  /**
   * Reads the shards of some runs.
   *
   * @param directories {@code <run>/samples} by the name of the run; of one run the name does not
   *     matter, of several it is put before each point with a colon
   */
  SampleSource(SparkSession spark, Map<String, Path> directories) {
    this.spark = spark;
    this.directories = directories;
  }

  /**
   * Returns the rows of all shards.
   *
   * @throws UserException if there are no samples or they cannot be read as version 1
   */
  Dataset<Row> rows() {
    if (directories.size() == 1) {
      return rows(directories.values().iterator().next());
    }
    Dataset<Row> all = null;
    for (Map.Entry<String, Path> run : directories.entrySet()) {
      Dataset<Row> own =
          rows(run.getValue())
              .withColumn("point", concat(lit(run.getKey() + ":"), col("point")))
              .withColumn("run", lit(run.getKey()));
      all = all == null ? own : all.unionByName(own);
    }
    Dataset<Row> shared =
        all.groupBy("benchmark", "problem")
            .agg(count_distinct(col("run")).as("runs"))
            .where(col("runs").equalTo(directories.size()))
            .drop("runs");
    return all.join(shared, new String[] {"benchmark", "problem"}, "left_semi");
  }

  /** Returns whether reading a file twice costs more than keeping what was read. */
  boolean isRemote() {
    return directories.values().stream()
        .anyMatch(
            directory ->
                !"file"
                    .equals(
                        FileSystem.getDefaultUri(hadoop()).resolve(directory.toUri()).getScheme()));
  }

  private Dataset<Row> rows(Path directory) {
    List<Path> shards = shards(directory);
    ShardCheck check = new ShardCheck(hadoop());
    shards.parallelStream().forEach(check::check);
    return spark
        .read()
        .schema(SampleColumn.readSchema())
        .parquet(shards.stream().map(Path::toString).toArray(String[]::new));
  }

  private List<Path> shards(Path directory) {
    try {
      FileSystem files = directory.getFileSystem(hadoop());
      if (files.exists(new Path(directory, COMPACTING))) {
        throw new UserException(
            "Cannot read %s: its files are being compacted, or that was interrupted; run compact"
                .formatted(directory));
      }
      FileStatus[] found = files.globStatus(new Path(directory, "shard-*.parquet"));
      if (found == null || found.length == 0) {
        throw new UserException(
            "No samples in %s: no file named shard-*.parquet".formatted(directory));
      }
      return Arrays.stream(found).map(FileStatus::getPath).toList();
    } catch (IOException e) {
      throw new UserException("Cannot list %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
