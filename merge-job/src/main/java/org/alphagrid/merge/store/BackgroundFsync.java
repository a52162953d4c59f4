package org.alphagrid.merge.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * Brings large local files to the disk while they are being written, so that the disk does not wait
 * for the arithmetic, nor the end for the disk. A system tells a disk's failure once to each who
 * has the file open; so the files stay open here until they are complete, and no failure is lost.
 */
final class BackgroundFsync implements Closeable {
  private static final long LEAST_BYTES = 64L << 20;
  private static final int MOST_FILES = 64;
  private static final long PAUSE_MILLIS = 10;

  private final Map<Path, Opened> opened = new HashMap<>();
  private volatile boolean ended;

  private BackgroundFsync() {}

  /**
   * Begins to write files to the disk.
   *
   * @param files laid out in their full length; those that are small or not local wait for the end
   */
  static BackgroundFsync begin(Collection<Path> files) throws IOException {
    BackgroundFsync sync = new BackgroundFsync();
    try {
      for (Path file : files) {
        java.nio.file.Path local = Storage.localFile(file);
        if (local != null
            && sync.opened.size() < MOST_FILES
            && java.nio.file.Files.size(local) >= LEAST_BYTES) {
          sync.opened.put(file, new Opened(FileChannel.open(local, StandardOpenOption.WRITE)));
        }
      }
    } catch (IOException e) {
      sync.close();
      throw e;
    }
    if (!sync.opened.isEmpty()) {
      Thread thread = new Thread(sync::repeat, "early-sync");
      thread.setDaemon(true);
      thread.start();
    }
    return sync;
  }

  private void repeat() {
    List<Opened> files = List.copyOf(opened.values());
    try {
      while (!ended) {
        for (Opened file : files) {
          file.writeBack();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until some files are on the disk.
   *
   * @throws IOException naming the file that could not be brought there
   */
  void complete(Collection<Path> files) throws IOException {
    List<Path> rest = new ArrayList<>();
    for (Path file : files) {
      Opened early = opened.get(file);
      if (early == null) {
        rest.add(file);
      } else {
        early.complete(file);
      }
    }
    Storage.sync(rest);
  }

  @Override
  public void close() throws IOException {
    ended = true;
    for (Opened file : opened.values()) {
      file.close();
    }
  }

  /** Syncs one file; an early failure is reported at the end. */
  private static final class Opened implements Closeable {
    private final FileChannel channel;
    private IOException failure;
    private boolean complete;

    Opened(FileChannel channel) {
      this.channel = channel;
    }

    synchronized void writeBack() {
      if (complete || failure != null) {
        return;
      }
      try {
        channel.force(false);
      } catch (ClosedChannelException e) {
        complete = true; // The merge failed for another reason.
      } catch (IOException e) {
        failure = e;
      }
    }

    synchronized void complete(Path file) throws IOException {
      try {
        if (failure != null) {
          throw failure;
        }
        channel.force(true);
        complete = true;
      } catch (IOException e) {
        throw ShardTarget.failed("Cannot bring %s to the disk".formatted(file), e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
