package org.alphagrid.core.storage;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lets the living runs of a folder do something one after another, on a file system that can
 * neither lock a file nor create one only where none is.
 *
 * <p>A run writes a flag and then lists the flags of others: where there is none, it is its turn
 * (the flag principle: Herlihy and Shavit, The Art of Multiprocessor Programming, section 1.2). Of
 * several, the run whose name comes first leaves its flag and waits; the others remove theirs and
 * try again. A listing must show every file that was written before it, as those of all supported
 * object stores do.
 */
final class Turn implements Closeable {
  private static final String SUFFIX = ".turn";
  private static final long PAUSE_MILLIS = 100;

  private final Path flag;

  private Turn(Path flag) {
    this.flag = flag;
  }

  /**
   * Waits until no other living run has its turn.
   *
   * @param folder of the runs' locks
   * @param run name of this run, whose lock is set
   */
  static Turn await(Path folder, String run) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(folder);
    Path flag = new Path(folder, run + SUFFIX);
    while (true) {
      fileSystem.create(flag, true).close();
      String first = firstOther(fileSystem, folder, run);
      while (first != null && run.compareTo(first) < 0) {
        pause();
        first = firstOther(fileSystem, folder, run);
      }
      if (first == null) {
        return new Turn(flag);
      }
      fileSystem.delete(flag, false);
      pause();
    }
  }

  /** Returns the first of the other living runs with a flag, or null for none. */
  private static String firstOther(FileSystem fileSystem, Path folder, String run)
      throws IOException {
    String first = null;
    for (FileStatus status : fileSystem.listStatus(folder)) {
      String name = status.getPath().getName();
      if (!name.endsWith(SUFFIX) || name.equals(run + SUFFIX)) {
        continue;
      }
      String other = name.substring(0, name.length() - SUFFIX.length());
      if ((first == null || other.compareTo(first) < 0) && RunLock.isAlive(folder, other)) {
        first = other;
      }
    }
    return first;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while another run publishes", e);
    }
  }

  @Override
  public void close() throws IOException {
    Storage.fileSystem(flag).delete(flag, false);
  }
}
