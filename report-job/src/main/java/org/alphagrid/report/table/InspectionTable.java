package org.alphagrid.report.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.report.recommend.PairFeatures;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads what {@code inspect --out DIR} wrote about a pair: {@code roles.parquet}. */
public final class InspectionTable {
  /** Names the file with a row for each role and pair of checkpoints. */
  public static final String ROLES = "roles.parquet";

  private static final String DIRECT = "direct";
  private static final Set<String> PAIR = Set.of(DIRECT, "think");

  private InspectionTable() {}

  /** Returns whether a folder holds an inspection. */
  public static boolean isIn(Path folder, SparkSession spark) {
    Path file = new Path(folder, ROLES);
    try {
      return file.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(file);
    } catch (IOException e) {
      throw new UserException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads how the direct and the think parent differ, role by role.
   *
   * @throws UserException if there is no such file, or it is about other checkpoints
   */
  public static PairFeatures read(SparkSession spark, Path folder) {
    Path file = new Path(folder, ROLES);
    if (!isIn(folder, spark)) {
      throw new UserException(
          "Missing %s (written by inspect --direct DIR --think DIR --out %s)"
              .formatted(file, folder));
    }
    Map<String, PairFeatures.Role> roles = new TreeMap<>();
    for (Row row : spark.read().parquet(file.toString()).collectAsList()) {
      String from = row.getAs("from");
      String to = row.getAs("to");
      if (!from.equals(to) && PAIR.containsAll(List.of(from, to))) {
        roles.put(row.getAs("name"), role(row, from.equals(DIRECT)));
      }
    }
    if (roles.isEmpty()) {
      throw new UserException(
          "Invalid inspection %s (must compare direct and think)".formatted(file));
    }
    List<PairFeatures.Role> found = new ArrayList<>(roles.values());
    return PairFeatures.of(found);
  }

  private static PairFeatures.Role role(Row row, boolean fromDirect) {
    double norm = row.<Double>getAs(fromDirect ? "from_norm" : "to_norm");
    double distance = row.<Double>getAs("distance");
    Double task = row.getAs("task_cosine");
    return new PairFeatures.Role(
        row.getAs("name"),
        distance == 0 ? 0 : distance / norm,
        row.<Double>getAs("cosine"),
        row.<Double>getAs("equal_share"),
        task == null ? Double.NaN : task);
  }
}
