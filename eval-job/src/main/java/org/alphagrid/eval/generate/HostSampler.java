package org.alphagrid.eval.generate;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.generate.ort.NativeBuffers;
import org.alphagrid.eval.generate.sampling.Sampler;
import org.alphagrid.eval.onnx.Ports;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Draws the next token of many rows from their logits, on the engine's share of cores where there
 * is enough to draw: between two steps the engine's own threads rest.
 */
final class HostSampler implements TokenSampler {
  /** Logits per thread below which another thread costs more than it gives. */
  private static final int WORTH_A_THREAD = 1 << 18;

  private final int vocabularySize;
  private final List<Sampler> samplers = new ArrayList<>();
  private final FloatBuffer logits; // [slots, vocabulary]
  private final List<float[]> copies = new ArrayList<>();
  private final ExecutorService helpers;

  /**
   * @param slots most rows ever drawn for together
   */
  HostSampler(int vocabularySize, int slots, int threads) {
    this.vocabularySize = vocabularySize;
    this.logits = NativeBuffers.floats(Math.multiplyExact(slots, vocabularySize));
    for (int i = 0; i < threads; i++) {
      samplers.add(null);
      copies.add(null);
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

  @Override
  public void bind(Binding binding, int count) {
    if (count > 0) {
      binding.output(Ports.LOGITS, logits, count, vocabularySize);
    }
  }

  @Override
  public void set(int slot, ActiveRequest row) {
    // Looked at when the logits are there.
  }

  @Override
  public float[] output(int slot) {
    float[] copy = new float[vocabularySize];
    copy(slot, copy);
    return copy;
  }

  private void copy(int slot, float[] into) {
    logits.get(slot * vocabularySize, into, 0, vocabularySize);
  }

  @Override
  public Optional<String> problem(Decoding decoding) {
    return Optional.empty();
  }

  @Override
  public void draw(BatchRows rows, int count, int[] tokens, String[] errors) {
    int wanted = (int) Math.max(1, (long) count * vocabularySize / WORTH_A_THREAD);
    int threads = Math.min(samplers.size(), wanted);
    List<Future<?>> others = new ArrayList<>(threads);
    for (int thread = 1; thread < threads; thread++) {
      int first = thread;
      others.add(helpers.submit(() -> drawSome(first, threads, rows, count, tokens, errors)));
    }
    drawSome(0, threads, rows, count, tokens, errors);
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
      int thread, int threads, BatchRows rows, int count, int[] tokens, String[] errors) {
    if (samplers.get(thread) == null) {
      samplers.set(thread, new Sampler(vocabularySize));
      copies.set(thread, new float[vocabularySize]);
    }
    for (int slot = thread; slot < count; slot += threads) {
      ActiveRequest row = rows.at(slot);
      errors[slot] = null;
      if (row.decoding()) {
        copy(slot, copies.get(thread));
        try {
          tokens[slot] =
              samplers
                  .get(thread)
                  .next(copies.get(thread), row.request().decoding(), row.history(), row.uniform());
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
