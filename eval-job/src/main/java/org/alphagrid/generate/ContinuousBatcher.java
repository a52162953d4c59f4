package org.alphagrid.generate;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Generates completions over a fixed number of slots: every active slot takes one token per joint
 * step, and a finished request's place is taken at once by the next one.
 *
 * <p>Active slots are always the first n. Requests with one prompt share its prefill: the cache of
 * the first is copied, or found where an earlier one left it. What a request draws depends on its
 * prompt, decoding and seed only, not on its neighbours ({@link Decoder#batchInvariant}, {@link
 * Prefill}, {@link StepRandom}).
 *
 * <p>Used by one thread; several batchers may share a {@link Decoder}.
 */
public final class ContinuousBatcher implements AutoCloseable {
  private static final int PREFILL_CHUNK = 256;

  private final Decoder decoder;
  private final KeyValueCache cache;
  private final Prefill prefill;
  private final JointStep step;
  private final Sampler sampler;
  private final float[] logits; // [vocabulary]
  private final ActiveRequest[] active;
  private final TokenIds[] prefilled; // the prompt whose cache a slot begins with, or null
  private final BatchStatistics statistics = new BatchStatistics();
  private int activeCount;

  /**
   * @param slots most requests generated together
   * @throws IllegalArgumentException when one layer's cache would pass 2 GiB
   * @throws IllegalStateException when the cache does not fit into direct memory
   */
  public ContinuousBatcher(Decoder decoder, int slots) {
    if (slots <= 0) {
      throw new IllegalArgumentException("Invalid slots: " + slots + " (must be > 0)");
    }
    int vocabularySize = decoder.spec().vocabularySize();
    this.decoder = decoder;
    int rows = Math.max(slots, decoder.leastRows());
    this.cache = new KeyValueCache(decoder.spec(), rows, decoder.positions());
    this.prefill = new Prefill(decoder.session(), cache, PREFILL_CHUNK);
    this.step = new JointStep(decoder.session(), cache, vocabularySize, decoder.leastRows());
    this.sampler = new Sampler(vocabularySize);
    this.logits = new float[vocabularySize];
    this.active = new ActiveRequest[slots];
    this.prefilled = new TokenIds[slots];
  }

  /**
   * Runs every request. Requests are pulled as slots become free; results come in order of
   * completion, on this thread. A request that cannot be run gives an {@link FinishReason#ERROR}
   * and the others go on.
   *
   * @throws IllegalStateException when the engine itself fails
   */
  public void run(Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    long start = System.nanoTime();
    activeCount = 0;
    while (activeCount < active.length && admit(activeCount, requests, results)) {
      activeCount++;
    }
    while (activeCount > 0) {
      runStep();
      takeTokens(requests, results);
    }
    statistics.ran(System.nanoTime() - start);
  }

  /** What was done since the batcher was made. */
  public BatchStatistics statistics() {
    return statistics;
  }

  /** Starts the next runnable request in a slot; false when there is none left. */
  private boolean admit(
      int slot, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    while (requests.hasNext()) {
      GenerationRequest request = requests.next();
      long startNanos = System.nanoTime();
      Optional<String> problem = RequestCheck.problem(request, decoder);
      if (problem.isEmpty()) {
        fill(slot, request.prompt());
        active[slot] = new ActiveRequest(request, cache.positions(), startNanos);
        return true;
      }
      results.accept(
          new Generation(
              request.key(), TokenIds.of(new int[0]), FinishReason.ERROR, problem.get(), 0));
    }
    return false;
  }

  /** Brings a prompt's cache into a slot: already there, copied from another slot, or computed. */
  private void fill(int slot, TokenIds prompt) {
    if (prompt.equals(prefilled[slot])) {
      return;
    }
    for (int donor = 0; donor < prefilled.length; donor++) {
      if (prompt.equals(prefilled[donor])) {
        cache.copy(donor, slot, prompt.length() - 1);
        prefilled[slot] = prompt;
        return;
      }
    }
    prefilled[slot] = null;
    long start = System.nanoTime();
    prefill.run(slot, prompt);
    statistics.prefill(prompt.length() - 1, System.nanoTime() - start);
    prefilled[slot] = prompt;
  }

  private void runStep() {
    for (int slot = 0; slot < activeCount; slot++) {
      step.set(slot, active[slot].nextToken(), active[slot].nextPosition());
    }
    for (int idle = activeCount; idle < Math.min(decoder.leastRows(), prefilled.length); idle++) {
      prefilled[idle] = null;
    }
    long start = System.nanoTime();
    step.run(activeCount);
    statistics.step(activeCount, System.nanoTime() - start);
  }

  /** From the last slot down, so that a request moved into a hole has already had its turn. */
  private void takeTokens(Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    for (int slot = activeCount - 1; slot >= 0; slot--) {
      Optional<Generation> finished = draw(slot);
      if (finished.isPresent()) {
        results.accept(finished.get());
        if (!admit(slot, requests, results)) {
          close(slot);
        }
      }
    }
  }

  private Optional<Generation> draw(int slot) {
    ActiveRequest current = active[slot];
    step.logits(slot, logits);
    try {
      int token =
          sampler.next(logits, current.request().decoding(), current.history(), current.uniform());
      return current.take(token) ? Optional.of(current.result()) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(current.failure(e.getMessage()));
    }
  }

  /** Gives a slot up: the last active one moves into the hole. */
  private void close(int slot) {
    int last = --activeCount;
    if (slot != last) {
      cache.copy(last, slot, active[last].nextPosition());
      active[slot] = active[last];
      prefilled[slot] = prefilled[last];
    }
    active[last] = null;
  }

  @Override
  public void close() {
    prefill.close();
    step.close();
  }
}
