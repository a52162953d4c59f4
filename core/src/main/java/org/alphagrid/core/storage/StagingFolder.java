package org.alphagrid.core.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what one run has not finished: the folder {@code <place>/_inflight/<uuid>}, beside a lock
 * that says that the run is alive. Folders without the lock of a living run are what killed runs
 * left; the next run that begins or ends in the same place removes them.
 */
public final class StagingFolder implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(StagingFolder.class);
  private static final Pattern NAME =
      // 0.1.0 wrote a leading underscore before the file that it took the time from.
      Pattern.compile("_?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\..+)?");
  private static final int TRIES = 20;

  private final Path place;
  private final Path folder;
  private final RunLock lock;

  private StagingFolder(Path place, Path folder, RunLock lock) {
    this.place = place;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Begins a run and removes what killed runs left.
   *
   * @param place the folder of finished results, on any file system; made if it is not there
   * @throws IOException when the place cannot be written
   */
  public static StagingFolder begin(Path place) throws IOException {
    Path all = inFlight(place);
    String run = UUID.randomUUID().toString();
    RunLock lock = lock(all, run);
    try {
      removeLeftovers(place);
      return new StagingFolder(place, new Path(all, run), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static RunLock lock(Path all, String run) throws IOException {
    java.nio.file.Path local = Storage.localFile(all);
    for (int left = TRIES; ; left--) {
      try {
        if (local != null) {
          Files.createDirectories(local);
        }
        return RunLock.set(all, run);
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // A run that ended has removed the folder, which was empty, while it was made.
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static Path inFlight(Path place) {
    return new Path(place, Storage.IN_FLIGHT);
  }

  /** Removes what killed runs left in a place of results; what belongs to a living run stays. */
  public static void removeLeftovers(Path place) throws IOException {
    Path all = inFlight(place);
    // Listed before the locks are looked at: whoever has a folder has set a lock before.
    FileStatus[] found = list(all);
    for (boolean locks : new boolean[] {false, true}) {
      for (FileStatus status : found) {
        Matcher name = NAME.matcher(status.getPath().getName());
        if (name.matches() && RunLock.isLock(status.getPath()) == locks) {
          removeIfDead(status.getPath(), name.group(1));
        }
      }
    }
    removeIfEmpty(all);
  }

  /** Returns whether any run is at work in a place of results, in this process or elsewhere. */
  public static boolean isAnyAlive(Path place) throws IOException {
    for (FileStatus status : list(inFlight(place))) {
      Matcher name = NAME.matcher(status.getPath().getName());
      if (name.matches() && RunLock.isAlive(status.getPath().getParent(), name.group(1))) {
        return true;
      }
    }
    return false;
  }

  private static FileStatus[] list(Path folder) throws IOException {
    try {
      return Storage.fileSystem(folder).listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static void removeIfDead(Path left, String run) {
    try {
      if (!RunLock.isAlive(left.getParent(), run)) {
        Storage.fileSystem(left).delete(left, true);
      }
    } catch (IOException e) {
      // It is in nobody's way; the next run tries again.
      LOG.warn("cannot remove {}, which a run that ended left", left, e);
    }
  }

  private static void removeIfEmpty(Path all) {
    try {
      java.nio.file.Path local = Storage.localFile(all);
      if (local != null) {
        // Hadoop's own looks first and then deletes everything, also what came meanwhile.
        Files.deleteIfExists(local);
      } else if (list(all).length == 0) {
        Storage.fileSystem(all).delete(all, false);
      }
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("{} is still in use", all);
    } catch (IOException e) {
      // Another run has begun meanwhile; the last one removes it.
      LOG.debug("{} is kept", all, e);
    }
  }

  /** Returns the run's own folder, which appears when something is written into it. */
  public Path folder() {
    return folder;
  }

  /**
   * Publishes a finished folder under the first number that is free, as {@code <place>/0001}. Two
   * runs at once get two numbers.
   *
   * @param unfinished below {@link #folder}
   * @param last name of the file without which a folder is not finished; a numbered folder that
   *     lacks it on an object store is what a killed run left, and is replaced
   * @return the folder's name
   */
  public Path publishNumbered(Path unfinished, String last) throws IOException {
    if (!ObjectStores.holds(place)) {
      for (int number = 1; ; number++) {
        Path name = numbered(place, number);
        if (!Storage.exists(name) && Publisher.tryPublish(unfinished, name)) {
          return name;
        }
      }
    }
    Turn turn = Turn.await(folder.getParent(), folder.getName());
    try {
      int number = 1;
      while (Storage.exists(new Path(numbered(place, number), last))) {
        number++;
      }
      Path name = numbered(place, number);
      Storage.fileSystem(name).delete(name, true);
      Publisher.publishFolderOnce(unfinished, name, last);
      return name;
    } finally {
      turn.close();
    }
  }

  /** Returns the name of a numbered folder, with four digits or more. */
  public static Path numbered(Path place, int number) {
    return new Path(place, "%04d".formatted(number));
  }

  /** Removes the folder with all that was not published, and the lock. */
  @Override
  public void close() throws IOException {
    try {
      Storage.fileSystem(folder).delete(folder, true);
    } finally {
      lock.close();
    }
    removeLeftovers(place);
  }
}
