package org.alphagrid.evaljob;

import java.io.IOException;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * Marks points of which too many samples ended in an error, by files in the driver's own folder of
 * unfinished files: tasks that begin later look for theirs.
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
