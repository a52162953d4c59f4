package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.List;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.inspect.InspectionJson;
import org.alphagrid.merge.inspect.Statistics;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Publishes the files of an inspection in place of those of an earlier one. The folder counts as
 * finished while it holds {@code summary.json}, which goes first and comes last.
 */
final class InspectionFiles {
  private InspectionFiles() {}

  /**
   * Writes the tables and publishes them with the summary.
   *
   * @param summary content of {@code summary.json}
   * @param folder made if it is not there
   */
  static void publish(JavaSparkContext spark, Statistics statistics, byte[] summary, Path folder)
      throws IOException {
    try (StagingFolder staging = StagingFolder.begin(folder)) {
      InspectionParquet.write(spark, statistics, staging.folder());
      Path last = new Path(folder, InspectionJson.FILE);
      Storage.fileSystem(last).delete(last, false);
      for (String table : List.of(InspectionParquet.TENSORS, InspectionParquet.ROLES)) {
        Publisher.replace(new Path(staging.folder(), table), new Path(folder, table));
      }
      Storage.replace(last, summary);
    }
  }
}
