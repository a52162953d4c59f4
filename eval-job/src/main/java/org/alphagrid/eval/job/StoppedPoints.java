package org.alphagrid.eval.job;

import java.io.IOException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.plan.ModelPlan;
import org.apache.hadoop.fs.Path;

/**
 * Keeps which points are stopped because too many of their samples ended in an error: as empty
 * files in the run's folder of unfinished files, where tasks that begin later look for theirs.
 *
 * @param folder as text, because paths do not travel
 */
record StoppedPoints(String folder) implements java.io.Serializable {
  private Path mark(ModelPlan model) {
    return new Path(folder, "stopped-" + model.recipe());
  }

  void add(ModelPlan model) throws IOException {
    Storage.fileSystem(mark(model)).create(mark(model), true).close();
  }

  boolean contains(ModelPlan model) throws IOException {
    return Storage.exists(mark(model));
  }
}
