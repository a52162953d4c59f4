package org.alphagrid.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Draws the next token of many rows, on the engine's share of cores where there is enough to draw:
 * between two steps the engine's own threads rest.
 */
final class TokenDraw implements AutoCloseable {
  /** Logits per thread below which another thread costs more than it gives. */
  private static final int WORTH_A_THREAD = 1 << 18;

  private final int vocabularySize;
  private final List<Sampler> samplers = new ArrayList<>();
  private final List<float[]> logits = new ArrayList<>();
  private final ExecutorService helpers;

  TokenDraw(int vocabularySize, int threads) {
    this.vocabularySize = vocabularySize;
    for (int i = 0; i < threads; i++) {
      samplers.add(null);
      logits.add(null);
    }
    this.helpers =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "token-draw");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /**
   * Draws for the first rows.
   *
   * @param rows those to be drawn for; others are passed over
   * @param tokens where drawn ids go
   * @param errors where what went wrong goes; null for the rows where nothing did
   */
  void draw(JointStep step, BatchRows rows, int count, int[] tokens, String[] errors) {
    int wanted = (int) Math.max(1, (long) count * vocabularySize / WORTH_A_THREAD);
    int threads = Math.min(samplers.size(), wanted);
    List<Future<?>> others = new ArrayList<>(threads);
    for (int thread = 1; thread < threads; thread++) {
      int first = thread;
      others.add(helpers.submit(() -> drawSome(first, threads, step, rows, count, tokens, errors)));
    }
    drawSome(0, threads, step, rows, count, tokens, errors);
    for (Future<?> other : others) {
      join(other);
    }
  }

  private static void join(Future<?> other) {
    try {
      other.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot draw tokens: interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot draw tokens: " + e.getCause(), e.getCause());
    }
  }

  private void drawSome(
      int thread,
      int threads,
      JointStep step,
      BatchRows rows,
      int count,
      int[] tokens,
      String[] errors) {
    if (samplers.get(thread) == null) {
      samplers.set(thread, new Sampler(vocabularySize));
      logits.set(thread, new float[vocabularySize]);
    }
    for (int slot = thread; slot < count; slot += threads) {
      ActiveRequest row = rows.at(slot);
      errors[slot] = null;
      if (row.decoding()) {
        step.logits(slot, logits.get(thread));
        try {
          tokens[slot] =
              samplers
                  .get(thread)
                  .next(logits.get(thread), row.request().decoding(), row.history(), row.uniform());
        } catch (ArithmeticException e) {
          errors[slot] = e.getMessage();
        }
      }
    }
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdown();
    }
  }
}
