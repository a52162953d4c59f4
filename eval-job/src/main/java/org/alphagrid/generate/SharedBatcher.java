package org.alphagrid.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * One {@link ContinuousBatcher} fed by several tasks at a time: their requests go through the same
 * joint steps, so weights are read once for all of them, and the cores of a task that is done go on
 * with the others.
 *
 * <p>It has a thread of its own, which ends with it.
 */
public final class SharedBatcher implements AutoCloseable {
  private final ContinuousBatcher batcher;
  private final Thread thread;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Map<String, Waiting> running = new HashMap<>(); // by the key the batcher sees
  private long requests;
  private boolean closed;

  /** What one task asked for. */
  private static final class Task {
    private final Consumer<Generation> results;
    private int left;
    private Throwable failure;

    Task(Consumer<Generation> results, int left) {
      this.results = results;
      this.left = left;
    }

    boolean over() {
      return left == 0 || failure != null;
    }
  }

  /** A request of a task; keys of different tasks may be equal, so the batcher sees numbers. */
  private record Waiting(Task task, GenerationRequest request) {}

  /**
   * @throws IllegalStateException when the cache cannot be allocated
   */
  public SharedBatcher(Decoder decoder, BatchOptions options) {
    this.batcher = new ContinuousBatcher(decoder, options);
    this.thread = new Thread(this::work, "shared-batcher");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /**
   * Runs requests together with those of other tasks and waits for them.
   *
   * @param results takes each result, in order of completion, on another thread than the caller's
   * @throws IllegalStateException when the engine fails several times in a row, or on interruption
   */
  public void run(List<GenerationRequest> wanted, Consumer<Generation> results) {
    Task task = new Task(results, wanted.size());
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("Cannot generate: the batcher is closed");
      }
      wanted.forEach(request -> queue.add(new Waiting(task, request)));
      notifyAll();
      try {
        while (!task.over()) {
          wait();
        }
      } catch (InterruptedException e) {
        task.failure = e;
        queue.removeIf(waiting -> waiting.task() == task);
        Thread.currentThread().interrupt();
      }
    }
    if (task.failure != null) {
      throw new IllegalStateException(
          "Cannot generate: " + task.failure.getMessage(), task.failure);
    }
  }

  private void work() {
    while (awaitRequests()) {
      try {
        batcher.run(new Next(), this::deliver);
      } catch (RuntimeException | Error e) {
        failAll(e);
      }
    }
  }

  private synchronized boolean awaitRequests() {
    while (queue.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    return !queue.isEmpty();
  }

  /** What tasks have asked for up to now; more may come while the batcher runs. */
  private final class Next implements Iterator<GenerationRequest> {
    @Override
    public boolean hasNext() {
      synchronized (SharedBatcher.this) {
        return !queue.isEmpty();
      }
    }

    @Override
    public GenerationRequest next() {
      synchronized (SharedBatcher.this) {
        Waiting waiting = queue.poll();
        if (waiting == null) {
          throw new NoSuchElementException("no request is waiting");
        }
        String key = Long.toString(requests++);
        running.put(key, waiting);
        return waiting.request().withKey(key);
      }
    }
  }

  private void deliver(Generation generation) {
    Waiting waiting;
    synchronized (this) {
      waiting = running.remove(generation.key());
    }
    Task task = waiting.task();
    Throwable failure = null;
    try {
      if (task.failure == null) {
        task.results.accept(generation.withKey(waiting.request().key()));
      }
    } catch (RuntimeException e) {
      failure = e; // Of this task alone; the others go on.
    }
    synchronized (this) {
      task.left--;
      task.failure = failure == null ? task.failure : failure;
      notifyAll();
    }
  }

  private synchronized void failAll(Throwable failure) {
    running.values().forEach(waiting -> waiting.task().failure = failure);
    queue.forEach(waiting -> waiting.task().failure = failure);
    running.clear();
    queue.clear();
    notifyAll();
  }

  /** Ends it; no task may be waiting. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    batcher.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
