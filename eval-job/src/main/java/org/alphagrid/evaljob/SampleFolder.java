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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code <run>/samples}: published files, and unfinished ones in a folder of each driver's own. */
public final class SampleFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SampleFolder.class);
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** Who ends in this JVM must not remove the parent folder that another is about to write to. */
  private static final Object COMING_AND_GOING = new Object();

  private final Path folder;
  private final Path inFlight;

  public SampleFolder(Path run) {
    folder = new Path(run, "samples");
    inFlight = new Path(new Path(folder, Storage.IN_FLIGHT), UUID.randomUUID().toString());
  }

  public Path path() {
    return folder;
  }

  /** Where this driver's tasks write. */
  public Path inFlight() {
    return inFlight;
  }

  /** Shows other drivers that this one is at work, until {@link #cleanUp}. */
  public void begin() throws IOException {
    synchronized (COMING_AND_GOING) {
      Storage.fileSystem(inFlight).create(new Path(inFlight, "driver"), true).close();
    }
  }

  /** The published files. */
  public List<SampleFile> published() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(folder);
    List<SampleFile> files = new ArrayList<>();
    if (fileSystem.exists(folder)) {
      for (FileStatus status : fileSystem.listStatus(folder)) {
        if (status.isFile()) {
          files.add(file(status));
        }
      }
    }
    return files;
  }

  private static SampleFile file(FileStatus status) throws IOException {
    String name = status.getPath().getName();
    List<ShardName> members =
        CompactName.matches(name)
            ? Members.read(status.getPath()).stream().map(Members.Member::shard).toList()
            : ShardName.parse(name).stream().toList();
    return new SampleFile(name, members, status.getLen());
  }

  /** Removes this driver's unfinished files, and those that a killed one left long ago. */
  public void cleanUp() throws IOException {
    synchronized (COMING_AND_GOING) {
      removeInFlight();
    }
  }

  private void removeInFlight() throws IOException {
    Storage.fileSystem(folder).delete(inFlight, true);
    if (!othersAtWork() && Storage.exists(inFlight.getParent())) {
      try {
        Storage.fileSystem(folder).delete(inFlight.getParent(), false);
      } catch (IOException e) {
        // Another driver has begun meanwhile; the last one removes it.
        LOG.debug("{} is kept: {}", inFlight.getParent(), e.getMessage());
      }
    }
  }

  /** Whether another driver has unfinished files; those of one killed long ago are removed. */
  public boolean othersAtWork() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(folder);
    Path all = inFlight.getParent();
    if (!fileSystem.exists(all)) {
      return false;
    }
    long oldest = System.currentTimeMillis() - ABANDONED.toMillis();
    boolean othersAtWork = false;
    for (FileStatus status : fileSystem.listStatus(all)) {
      if (status.getPath().getName().equals(inFlight.getName())) {
        continue;
      }
      if (lastTouched(fileSystem, status) < oldest) {
        fileSystem.delete(status.getPath(), true);
      } else {
        othersAtWork = true;
      }
    }
    return othersAtWork;
  }

  /** Object stores date no folders. */
  private static long lastTouched(FileSystem fileSystem, FileStatus folder) throws IOException {
    long last = folder.getModificationTime();
    if (folder.isDirectory()) {
      for (FileStatus file : fileSystem.listStatus(folder.getPath())) {
        last = Math.max(last, file.getModificationTime());
      }
    }
    return last;
  }
}
