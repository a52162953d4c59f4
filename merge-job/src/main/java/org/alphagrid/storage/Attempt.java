package org.alphagrid.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which one run keeps what is not finished. A mark beside it says that the run is
 * alive; folders without a living mark are what killed runs left, and the next run removes them.
 */
public final class Attempt implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Pattern REST =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.[a-z]+)?");

  private final Path folder;
  private final LifeMark mark;

  private Attempt(Path folder, LifeMark mark) {
    this.folder = folder;
    this.mark = mark;
  }

  /**
   * Begins a run, and removes what killed ones left.
   *
   * @param parent where the folder goes; made if it is not there
   * @param prefix what the names of such folders begin with; runs of one prefix belong together
   */
  public static Attempt begin(Path parent, String prefix) throws IOException {
    Storage.fileSystem(parent).mkdirs(parent);
    String name = prefix + UUID.randomUUID();
    LifeMark mark = LifeMark.set(parent, name);
    try {
      removeLeftovers(parent, prefix);
      return new Attempt(new Path(parent, name), mark);
    } catch (IOException | RuntimeException e) {
      mark.close();
      throw e;
    }
  }

  /** Removes what killed runs left; what belongs to a living one stays. */
  public static void removeLeftovers(Path parent, String prefix) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(parent);
    if (!fileSystem.exists(parent)) {
      return;
    }
    // Listed before the marks are looked at: whoever has a folder has set a mark before.
    FileStatus[] all = fileSystem.listStatus(parent);
    for (boolean marks : new boolean[] {false, true}) {
      for (FileStatus status : all) {
        String name = status.getPath().getName();
        Matcher rest = REST.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
        if (rest.matches() && LifeMark.isMark(status.getPath()) == marks) {
          removeIfDead(status.getPath(), prefix + rest.group(1));
        }
      }
    }
  }

  private static void removeIfDead(Path left, String attempt) {
    try {
      if (!LifeMark.isAlive(left.getParent(), attempt)) {
        Storage.fileSystem(left).delete(left, true);
      }
    } catch (IOException e) {
      // It is in nobody's way; the next run tries again.
      LOG.warn("cannot remove {}, which a run that ended left", left, e);
    }
  }

  /** The run's own folder; there once something is written into it. */
  public Path folder() {
    return folder;
  }

  /** Removes the folder with all that was not given another name. */
  @Override
  public void close() throws IOException {
    try {
      Storage.fileSystem(folder).delete(folder, true);
    } finally {
      mark.close();
    }
  }
}
