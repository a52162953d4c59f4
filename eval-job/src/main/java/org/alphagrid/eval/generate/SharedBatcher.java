package org.alphagrid.eval.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * {@link ContinuousBatcher}s fed by several tasks at a time. With one, weights are read once for
 * the rows of all tasks; with one for each core, steps need not share their threads out. Either way
 * the last rows of a task go along with those of others, so that its end leaves no core waiting.
 *
 * <p>Each batcher has a thread of its own, which ends with it. What a request draws does not depend
 * on which of them takes it.
 */
public final class SharedBatcher implements AutoCloseable {
  /** Most requests of one prompt that go to one batcher together, where it is computed once. */
  private static final int GROUP = 8;

  private final List<Lane> lanes = new ArrayList<>();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long requests;
  private boolean closed;

  /** Holds what one task asked for. */
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

    /** Takes results one at a time, whichever batcher it comes from. */
    synchronized void accept(Generation generation) {
      results.accept(generation);
    }
  }

  /** Holds a request of a task; keys of different tasks may be equal, so batchers see numbers. */
  private record Waiting(Task task, GenerationRequest request) {}

  /** Makes one batcher with all of the engine's threads. */
  public SharedBatcher(Decoder decoder, BatchOptions options) {
    this(decoder, options, 1);
  }

  /**
   * Makes several batchers over one model.
   *
   * @param options of each batcher
   * @throws IllegalStateException when their caches cannot be allocated
   */
  public SharedBatcher(Decoder decoder, BatchOptions options, int batchers) {
    try {
      for (int i = 0; i < batchers; i++) {
        lanes.add(new Lane(new ContinuousBatcher(decoder, options)));
      }
    } catch (RuntimeException | Error e) {
      lanes.forEach(lane -> lane.batcher.close());
      throw e;
    }
    lanes.forEach(lane -> lane.thread.start());
  }

  /** Returns what each batcher did; to be read while no task waits. */
  public List<BatchStatistics> statistics() {
    return lanes.stream().map(lane -> lane.batcher.statistics()).toList();
  }

  /**
   * Runs requests together with those of other tasks and waits for them.
   *
   * @param results takes each result, in order of completion, one at a time, on other threads than
   *     the caller's
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
        fail(task, e);
        Thread.currentThread().interrupt();
      }
    }
    if (task.failure != null) {
      throw new IllegalStateException(
          "Cannot generate: " + task.failure.getMessage(), task.failure);
    }
  }

  private synchronized void fail(Task task, Throwable failure) {
    task.failure = failure;
    queue.removeIf(waiting -> waiting.task() == task);
    lanes.forEach(lane -> lane.taken.removeIf(waiting -> waiting.task() == task));
    notifyAll();
  }

  /** Requests that a batcher should have at most, so that all have alike. */
  private int share() {
    int all = queue.size();
    for (Lane lane : lanes) {
      all += lane.requests();
    }
    return (all + lanes.size() - 1) / lanes.size();
  }

  /** Holds a batcher, its thread, and what it took from the queue. */
  private final class Lane implements Iterator<GenerationRequest> {
    private final ContinuousBatcher batcher;
    private final Thread thread = new Thread(this::work, "shared-batcher");
    private final Deque<Waiting> taken = new ArrayDeque<>();
    private final Map<String, Waiting> running = new HashMap<>(); // by the key the batcher sees

    Lane(ContinuousBatcher batcher) {
      this.batcher = batcher;
      this.thread.setDaemon(true);
    }

    int requests() {
      return taken.size() + running.size();
    }

    private void work() {
      while (awaitRequests()) {
        try {
          batcher.run(this, this::deliver);
        } catch (RuntimeException | Error e) {
          failAll(e);
        }
      }
    }

    private boolean awaitRequests() {
      synchronized (SharedBatcher.this) {
        while (!hasNext() && !closed) {
          try {
            SharedBatcher.this.wait();
          } catch (InterruptedException e) {
            closed = true;
          }
        }
        return hasNext();
      }
    }

    /** Returns whether a request is queued; more may come while the batcher runs. */
    @Override
    public boolean hasNext() {
      synchronized (SharedBatcher.this) {
        if (taken.isEmpty()) {
          take(Math.min(GROUP, share() - running.size()));
        }
        return !taken.isEmpty();
      }
    }

    /** Returns the next of the queue, and those after it that have the same prompt. */
    private void take(int most) {
      while (taken.size() < most
          && !queue.isEmpty()
          && (taken.isEmpty() || samePrompt(taken.peek(), queue.peek()))) {
        taken.add(queue.poll());
      }
    }

    private boolean samePrompt(Waiting one, Waiting other) {
      return one.request().prompt().equals(other.request().prompt());
    }

    @Override
    public GenerationRequest next() {
      synchronized (SharedBatcher.this) {
        if (!hasNext()) {
          throw new NoSuchElementException("no request is waiting");
        }
        Waiting waiting = taken.poll();
        String key = Long.toString(requests++);
        running.put(key, waiting);
        return waiting.request().withKey(key);
      }
    }

    private void deliver(Generation generation) {
      Waiting waiting;
      synchronized (SharedBatcher.this) {
        waiting = running.remove(generation.key());
      }
      Task task = waiting.task();
      Throwable failure = null;
      try {
        if (task.failure == null) {
          task.accept(generation.withKey(waiting.request().key()));
        }
      } catch (RuntimeException e) {
        failure = e; // Of this task alone; the others go on.
      }
      synchronized (SharedBatcher.this) {
        task.left--;
        if (failure != null) {
          fail(task, failure);
        } else if (task.left == 0) {
          SharedBatcher.this.notifyAll();
        }
      }
    }

    /** Returns all tasks that have something here. */
    private void failAll(Throwable failure) {
      synchronized (SharedBatcher.this) {
        List<Waiting> here = new ArrayList<>(running.values());
        here.addAll(taken);
        running.clear();
        here.forEach(waiting -> fail(waiting.task(), failure));
      }
    }
  }

  /** Ends the batchers; no task may be waiting. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    for (Lane lane : lanes) {
      while (lane.thread.isAlive()) {
        try {
          lane.thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      lane.batcher.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
