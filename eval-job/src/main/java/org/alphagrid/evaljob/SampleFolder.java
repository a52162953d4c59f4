package org.alphagrid.evaljob;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** {@code <run>/samples}: published files, and unfinished ones in a folder of each driver's own. */
final class SampleFolder {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final Path inFlight;

  SampleFolder(Path run) {
    folder = new Path(run, "samples");
    inFlight = new Path(new Path(folder, Storage.IN_FLIGHT), UUID.randomUUID().toString());
  }

  Path path() {
    return folder;
  }

  /** Where this driver's tasks write. */
  Path inFlight() {
    return inFlight;
  }

  /** Names of the published files. */
  List<String> published() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(folder);
    List<String> names = new ArrayList<>();
    if (fileSystem.exists(folder)) {
      for (FileStatus status : fileSystem.listStatus(folder)) {
        if (status.isFile()) {
          names.add(status.getPath().getName());
        }
      }
    }
    return names;
  }

  /** Removes this driver's unfinished files, and those that a killed one left long ago. */
  void cleanUp() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(folder);
    fileSystem.delete(inFlight, true);
    Path all = inFlight.getParent();
    if (!fileSystem.exists(all)) {
      return;
    }
    long oldest = System.currentTimeMillis() - ABANDONED.toMillis();
    boolean othersAtWork = false;
    for (FileStatus status : fileSystem.listStatus(all)) {
      if (status.getModificationTime() < oldest) {
        fileSystem.delete(status.getPath(), true);
      } else {
        othersAtWork = true;
      }
    }
    if (!othersAtWork) {
      fileSystem.delete(all, true);
    }
  }
}
