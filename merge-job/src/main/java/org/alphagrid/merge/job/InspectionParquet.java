package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.inspect.Statistics;
import org.alphagrid.merge.inspect.TensorSums;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes an inspection as Parquet: {@code tensors.parquet} has a row for each tensor and pair of
 * checkpoints, {@code roles.parquet} one for each role and pair.
 */
final class InspectionParquet {
  static final String TENSORS = "tensors.parquet";
  static final String ROLES = "roles.parquet";

  private static final StructType SCHEMA =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("role", DataTypes.StringType, false)
          .add("from", DataTypes.StringType, false)
          .add("to", DataTypes.StringType, false)
          .add("elements", DataTypes.LongType, false)
          .add("from_norm", DataTypes.DoubleType, false)
          .add("to_norm", DataTypes.DoubleType, false)
          .add("distance", DataTypes.DoubleType, false)
          .add("relative_distance", DataTypes.DoubleType, false)
          .add("cosine", DataTypes.DoubleType, false)
          .add("equal_share", DataTypes.DoubleType, false)
          .add("largest_difference", DataTypes.DoubleType, false)
          .add("task_cosine", DataTypes.DoubleType, true)
          .add("from_not_finite", DataTypes.LongType, false)
          .add("to_not_finite", DataTypes.LongType, false);

  private InspectionParquet() {}

  /** Writes both tables into a staging folder. */
  static void write(JavaSparkContext spark, Statistics statistics, Path folder) throws IOException {
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    write(session, rows(statistics, statistics.tensors(), true), new Path(folder, TENSORS));
    write(session, rows(statistics, statistics.byRole(), false), new Path(folder, ROLES));
  }

  private static List<Row> rows(
      Statistics statistics, Map<String, TensorSums> groups, boolean tensors) {
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (name, sums) -> {
          String role = tensors ? Statistics.role(name) : name;
          // A single checkpoint is compared with itself, so that its norms are there.
          int checkpoints = statistics.names().size();
          if (checkpoints == 1) {
            rows.add(alone(statistics, name, role, sums));
          }
          for (int other = 1; other < checkpoints; other++) {
            for (int one = 0; one < other; one++) {
              rows.add(row(statistics, name, role, sums, one, other));
            }
          }
        });
    return rows;
  }

  private static Row alone(Statistics statistics, String name, String role, TensorSums sums) {
    String self = statistics.names().get(0);
    return RowFactory.create(
        name,
        role,
        self,
        self,
        sums.elements(),
        sums.norm(0),
        sums.norm(0),
        0.0,
        0.0,
        1.0,
        1.0,
        0.0,
        null,
        sums.notFinite(0),
        sums.notFinite(0));
  }

  private static Row row(
      Statistics statistics, String name, String role, TensorSums sums, int one, int other) {
    OptionalDouble task = sums.taskCosine(one, other);
    return RowFactory.create(
        name,
        role,
        statistics.names().get(one),
        statistics.names().get(other),
        sums.elements(),
        sums.norm(one),
        sums.norm(other),
        sums.distance(one, other),
        sums.relativeDistance(one, other),
        sums.cosine(one, other),
        sums.equalShare(one, other),
        sums.largestDifference(one, other),
        task.isPresent() ? task.getAsDouble() : null,
        sums.notFinite(one),
        sums.notFinite(other));
  }

  /** Writes one file: a table of a few thousand rows needs no folder of parts. */
  private static void write(SparkSession session, List<Row> rows, Path file) throws IOException {
    Path parts = file.suffix(".parts");
    session
        .createDataFrame(rows, SCHEMA)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(Storage.fileSystem(parts).makeQualified(parts).toString());
    Path part = null;
    for (FileStatus status : Storage.fileSystem(parts).listStatus(parts)) {
      if (status.getPath().getName().endsWith(".parquet")) {
        part = status.getPath();
      }
    }
    if (part == null) {
      throw new UserException("Cannot write %s: Spark left no part file".formatted(file));
    }
    Publisher.replace(part, file);
    // By itself, not with the run's folder: a store may delete the keys of one request in any
    // order.
    Storage.fileSystem(parts).delete(parts, true);
  }
}
