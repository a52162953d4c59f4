package org.alphagrid.bench.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.alphagrid.bench.ProcessMemory;

/**
 * Measures the most memory this process holds until it is closed, by kind. The kernel keeps the
 * peak of the whole only, so a thread looks at the kinds again and again.
 */
final class MemoryPeak implements AutoCloseable {
  private static final long LOOK_MILLIS = 5;

  private final long anonymousBefore = ProcessMemory.anonymous();
  private final long filesBefore = ProcessMemory.ofFiles();
  private final long heapBefore = ProcessMemory.heap();
  private final long allBefore = ProcessMemory.resident();
  private final Thread watch = new Thread(this::watch, "memory-peak");
  private long anonymous;
  private long files;
  private volatile boolean over;

  MemoryPeak() throws IOException {
    ProcessMemory.resetPeak();
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    try {
      while (!over) {
        anonymous = Math.max(anonymous, ProcessMemory.anonymous());
        files = Math.max(files, ProcessMemory.ofFiles());
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the most bytes of all kinds beyond those before, as the kernel counted. */
  long all() throws IOException {
    return ProcessMemory.peak() - allBefore;
  }

  /**
   * Returns the most bytes beyond those before that belong to no file, the Java heap's among them.
   */
  long anonymous() {
    return anonymous - anonymousBefore;
  }

  /**
   * Returns the most bytes beyond those before that are pages of files, perhaps at another moment.
   */
  long files() {
    return files - filesBefore;
  }

  /** Returns the bytes that the Java heap took beyond those before. */
  long heap() {
    return ProcessMemory.heap() - heapBefore;
  }

  @Override
  public void close() {
    over = true;
    boolean interrupted = false;
    while (watch.isAlive()) {
      try {
        watch.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
