package org.alphagrid.core.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes many requests to a file system at once, because they wait for a disk or a server and not
 * for a processor. Closing gives up what has not begun.
 */
public final class ParallelRequests implements Closeable {
  /** Most requests at a time. */
  private static final int MOST = 16;

  private final ExecutorService threads;
  private final List<Future<Void>> requests = new ArrayList<>();

  private ParallelRequests(int width) {
    threads = Executors.newFixedThreadPool(width);
  }

  /** Makes one request, for one file for example. */
  @FunctionalInterface
  public interface Request<T> {
    /** Makes it. */
    void make(T thing) throws IOException;
  }

  /** Begins a request for each thing, in no particular order. */
  public static <T> ParallelRequests begin(Collection<T> things, Request<? super T> request) {
    ParallelRequests all = new ParallelRequests(Math.max(1, Math.min(MOST, things.size())));
    for (T thing : things) {
      all.requests.add(
          all.threads.submit(
              () -> {
                request.make(thing);
                return null;
              }));
    }
    return all;
  }

  /**
   * Makes a request for each thing and waits for them all.
   *
   * @throws IOException of the first request that failed
   */
  public static <T> void run(Collection<T> things, Request<? super T> request) throws IOException {
    try (ParallelRequests all = begin(things, request)) {
      all.await();
    }
  }

  /**
   * Waits for all requests.
   *
   * @throws IOException of the first request that failed
   */
  public void await() throws IOException {
    for (Future<Void> request : requests) {
      try {
        request.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while waiting for files", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IOException(e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      // Nothing may write into a folder that is about to be deleted.
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
