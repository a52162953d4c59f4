package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks on threads of this JVM. */
public final class LocalTaskExecutor implements TaskExecutor {
  private final int width;
  private final ProgressListener follower;

  /**
   * @param width number of threads
   * @param follower receives the progress
   */
  public LocalTaskExecutor(int width, ProgressListener follower) {
    this.width = width;
    this.follower = follower;
  }

  @Override
  public void note(String text) {
    follower.note(text);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public <R extends Serializable> List<R> run(String stage, List<? extends Task<R>> work)
      throws IOException {
    follower.begin(stage, work.stream().mapToLong(Task::bytes).toArray());
    ExecutorService threads = Executors.newFixedThreadPool(width);
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (int i = 0; i < work.size(); i++) {
        futures.add(threads.submit(call(work.get(i), i)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(result(future));
      }
      return results;
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
      follower.end();
    }
  }

  private <R extends Serializable> Callable<R> call(Task<R> work, int piece) {
    return () -> {
      R result = work.call();
      follower.done(piece);
      return result;
    };
  }

  /** Nothing may write into a folder that is about to be deleted. */
  private static void awaitEnd(ExecutorService threads) {
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <R> R result(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while merging", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException("Cannot merge", e.getCause());
    }
  }
}
