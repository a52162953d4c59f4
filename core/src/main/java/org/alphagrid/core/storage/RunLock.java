package org.alphagrid.core.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the file that says that a run is alive. On a local file system it is locked; the lock ends
 * with the process, whatever ends it. Elsewhere, and where files cannot be locked, it is written
 * again every 20 seconds, and a run counts as dead when its file is older than ten minutes.
 */
final class RunLock implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final String SUFFIX = ".alive";
  private static final String STARTING = ".starting";
  private static final long RENEWED_SECONDS = Long.getLong("alphagrid.run-lock.seconds", 20);
  private static final long OLD_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /** Closing any channel of a file gives up this process's lock on it: these are never opened. */
  private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel locked;
  private final ScheduledExecutorService renewal;

  private RunLock(Path path, FileChannel locked) {
    this.path = path;
    this.locked = locked;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "alphagrid-run-lock");
              thread.setDaemon(true);
              return thread;
            });
    renewal.scheduleWithFixedDelay(this::renew, RENEWED_SECONDS, RENEWED_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Sets the lock of a run.
   *
   * @param folder where the file goes; must exist on a local file system
   * @param run its name
   */
  static RunLock set(Path folder, String run) throws IOException {
    Path path = Storage.qualified(new Path(folder, run + SUFFIX));
    OWN.add(path.toString());
    java.nio.file.Path local = Storage.localFile(path);
    if (local == null) {
      Storage.fileSystem(path).create(path, true).close();
      return new RunLock(path, null);
    }
    // Locked before it has its name, so that nobody ever sees it unlocked.
    java.nio.file.Path starting = local.resolveSibling(run + STARTING);
    FileChannel channel =
        FileChannel.open(starting, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      lock(channel);
      Files.move(starting, local, StandardCopyOption.ATOMIC_MOVE);
      return new RunLock(path, channel);
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(starting);
      throw e;
    }
  }

  /**
   * Returns false where another process holds the lock; a file system without locks has the clock.
   */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      LOG.debug("cannot lock a file here", e);
      return true;
    }
  }

  private void renew() {
    try {
      if (locked == null) {
        Storage.fileSystem(path).create(path, true).close();
      } else {
        // Through the open channel: opening the file anew, even to set its time, ends in closing
        // it.
        locked.write(ByteBuffer.wrap(new byte[1]), 0);
      }
    } catch (IOException e) {
      LOG.warn("cannot renew {}", path, e);
    }
  }

  /** Returns whether a file is such a lock, set or about to be set. */
  static boolean isLock(Path file) {
    return file.getName().endsWith(SUFFIX) || file.getName().endsWith(STARTING);
  }

  /** Returns whether a run of a folder is alive. */
  static boolean isAlive(Path folder, String run) throws IOException {
    Path path = Storage.qualified(new Path(folder, run + SUFFIX));
    if (OWN.contains(path.toString())) {
      return true;
    }
    java.nio.file.Path local = Storage.localFile(path);
    if (local == null) {
      return isRecent(path);
    }
    java.nio.file.Path starting = local.resolveSibling(run + STARTING);
    if (Files.exists(starting)) {
      return isRecent(new Path(folder, run + STARTING));
    }
    try (FileChannel channel = FileChannel.open(local, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      LOG.debug("cannot lock {}", path, e);
      return isRecent(path);
    }
  }

  /** Compares two times of the file system's own clock: its machine may have another than ours. */
  private static boolean isRecent(Path path) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(path);
    if (!fileSystem.exists(path)) {
      return false;
    }
    Path now = path.suffix("." + UUID.randomUUID() + ".now");
    try {
      fileSystem.create(now, true).close();
      long age =
          fileSystem.getFileStatus(now).getModificationTime()
              - fileSystem.getFileStatus(path).getModificationTime();
      return age < OLD_MILLIS;
    } catch (FileNotFoundException e) {
      return false; // The run has ended since, or another one has found it dead.
    } finally {
      fileSystem.delete(now, false);
    }
  }

  @Override
  public void close() throws IOException {
    renewal.shutdownNow();
    try {
      Storage.fileSystem(path).delete(path, false);
    } finally {
      if (locked != null) {
        locked.close();
      }
      OWN.remove(path.toString());
    }
  }
}
