package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.alphagrid.storage.AlignedBuffers;

/**
 * Writes full buffers while the thread that filled them goes on merging, so that neither waits for
 * the other as long as a few buffers lie between them. What goes wrong is told to that thread with
 * its next buffer, or at the end.
 */
final class WriteBehind implements Closeable {
  /** Two, so that the disk has the next request when it is done with one. */
  private static final int WRITERS = 2;

  private static final int FULL = 4;

  private final ExecutorService writers =
      Executors.newFixedThreadPool(
          WRITERS,
          task -> {
            Thread thread = new Thread(task, "write-behind");
            thread.setDaemon(true);
            return thread;
          });

  private final Semaphore left;
  private volatile IOException failure;

  /** Writes one buffer. */
  @FunctionalInterface
  interface Write {
    /**
     * Writes it.
     *
     * @throws IOException saying which file could not be written
     */
    void run() throws IOException;
  }

  /**
   * @param filled how many buffers are filled at a time, besides those that are being written
   */
  WriteBehind(int filled) {
    left = new Semaphore(filled + FULL);
  }

  /** A buffer to fill; waits where the disk is slower than the merge. */
  ByteBuffer take() throws IOException {
    check();
    try {
      left.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while merging", e);
    }
    return AlignedBuffers.take();
  }

  /** Has a buffer written and taken back. */
  void write(ByteBuffer buffer, Write write) {
    writers.execute(
        () -> {
          try {
            if (failure == null) {
              write.run();
            }
          } catch (IOException e) {
            failure = e;
          } catch (RuntimeException | Error e) {
            failure = new IOException(e);
          } finally {
            AlignedBuffers.give(buffer);
            left.release();
          }
        });
  }

  /** Waits until everything is written; nothing may come afterwards. */
  void finish() throws IOException {
    writers.shutdown();
    try {
      writers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while merging", e);
    }
    check();
  }

  private void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Gives up what was not begun; afterwards nothing is written. */
  @Override
  public void close() {
    if (failure == null) {
      failure = new IOException("Given up");
    }
    writers.shutdown();
    boolean interrupted = false;
    while (!writers.isTerminated()) {
      try {
        writers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        // A write in progress may not outlive the file, nor the folder it is in.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
