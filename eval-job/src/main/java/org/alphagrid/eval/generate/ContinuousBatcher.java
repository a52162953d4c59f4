package org.alphagrid.eval.generate;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.alphagrid.eval.generate.sampling.StepRandom;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.merge.architecture.DecoderSpec;

/**
 * Generates completions over slots of one cache: every row that has its prompt takes one token per
 * joint step, and a finished request's place is taken at once by the next one.
 *
 * <ul>
 *   <li>Rows in use are always the first n slots.
 *   <li>A new prompt is computed chunk by chunk between joint steps, so that a long one does not
 *       hold the others up. What another slot has of it already is copied ({@link PromptPrefix}).
 *   <li>The cache's memory is bounded. While sequences are short it holds many; when one outgrows
 *       its slot, slots become longer and fewer, and the requests that came least far make room and
 *       begin again later. A request that could never fit is refused before it begins.
 *   <li>When the engine fails in a step, the requests in it end with an {@link FinishReason#ERROR}
 *       and the rest goes on, unless it fails again and again.
 * </ul>
 *
 * <p>What a request draws depends on its prompt, decoding and seed only, not on its neighbours
 * ({@link Decoder#batchInvariant}, {@link Prefill}, {@link StepRandom}).
 *
 * <p>Used by one thread; several batchers may share a {@link Decoder}.
 */
public final class ContinuousBatcher implements AutoCloseable {
  private static final int PREFILL_CHUNK = 128;

  private static final int MOST_FAILURES = 3;

  private final Decoder decoder;
  private final int leastRows;
  private final KeyValueCache cache;
  private final Prefill prefill;
  private final DecodeStep step;
  private final TokenSampler tokenDraw;
  private final BatchRows rows;
  private final int[] tokens; // [slots]
  private final String[] errors; // [slots]
  private final BatchStatistics statistics = new BatchStatistics();
  private int failures;

  /** Batches with as much cache as that many slots can need. */
  public ContinuousBatcher(Decoder decoder, int slots) {
    this(decoder, BatchOptions.of(slots));
  }

  /**
   * @throws IllegalStateException when the cache cannot be allocated
   */
  public ContinuousBatcher(Decoder decoder, BatchOptions options) {
    this.decoder = decoder;
    this.leastRows = decoder.leastRows();
    int slots = Math.max(options.slots(), leastRows);
    this.cache = cache(decoder, options, slots);
    this.tokenDraw = draw(decoder, slots, cache);
    this.prefill = new Prefill(decoder, cache, tokenDraw, PREFILL_CHUNK);
    this.step = new DecodeStep(decoder.session(), cache, tokenDraw, slots, leastRows);
    this.rows =
        new BatchRows(
            options.slots(),
            slots,
            decoder.positions(),
            leastRows,
            cache,
            this::unbind,
            statistics);
    this.tokens = new int[slots];
    this.errors = new String[slots];
  }

  /** Makes the buffers; where there is no memory for them the cache is given back. */
  private static TokenSampler draw(Decoder decoder, int slots, KeyValueCache cache) {
    try {
      return decoder.tokenDraw(slots);
    } catch (RuntimeException | Error e) {
      cache.close();
      throw e;
    }
  }

  /**
   * Returns the values of all slots at full length where the bound allows it, otherwise as many
   * values as it allows.
   */
  private static KeyValueCache cache(Decoder decoder, BatchOptions options, int slots) {
    DecoderSpec spec = decoder.spec();
    long width = spec.attention().keyValueWidth();
    int tensors = 2 * spec.layers();
    long whole = slots * (long) decoder.positions() * width;
    long bounded =
        Math.min(
            decoder.mostCacheValues(), options.cacheBytes() / tensors / decoder.cacheValueBytes());
    // No less than one position, so that every request is refused with a reason, not all at once.
    long values = Math.max(Math.min(whole, bounded), decoder.leastRows() * width);
    int positions =
        values == whole
            ? decoder.positions()
            : Math.min(BatchRows.LENGTH_STEP, decoder.positions());
    int fitting = (int) Math.min(positions, values / decoder.leastRows() / width);
    return new KeyValueCache(spec, decoder.cacheMemory(tensors, values), fitting);
  }

  /**
   * Runs every request. Requests are pulled as slots become free; results come in order of
   * completion, on this thread. A request that cannot be run gives an {@link FinishReason#ERROR}
   * and the others go on.
   *
   * @throws IllegalStateException when the engine fails several times in a row
   */
  public void run(Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    long start = System.nanoTime();
    rows.clear();
    failures = 0;
    while (fillSlots(requests, results)) {
      computePrompts(results);
      int last = rows.lastDecoding();
      if (last >= 0 && rows.makeRoom()) {
        // Rows may have moved or left.
        last = rows.lastDecoding();
      }
      if (last >= 0) {
        runStep(last + 1, requests, results);
      }
    }
    statistics.ran(System.nanoTime() - start);
  }

  /** Returns what was done since the batcher was made. */
  public BatchStatistics statistics() {
    return statistics;
  }

  /** Admits requests to free slots; false when none is left and none under way. */
  private boolean fillSlots(Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    boolean more = true;
    while (more && !rows.full() && rows.hasSlot(rows.hasEvicted() || requests.hasNext())) {
      more = admit(rows.count(), requests, results);
    }
    return rows.count() > 0;
  }

  /** Starts the next runnable request in a slot; false when there is none left. */
  private boolean admit(
      int slot, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    if (rows.hasEvicted()) {
      rows.readmit(slot);
      return true;
    }
    while (requests.hasNext()) {
      GenerationRequest request = requests.next();
      Optional<String> problem =
          RequestCheck.problem(request, decoder, cache.positionsOf(leastRows))
              .or(() -> tokenDraw.problem(request.decoding()));
      if (problem.isEmpty()) {
        rows.admit(slot, request);
        return true;
      }
      results.accept(
          new Generation(
              request.key(), TokenIds.of(new int[0]), FinishReason.ERROR, problem.get(), 0));
    }
    return false;
  }

  /**
   * Computes chunks of prompts, oldest request first: one between two steps while most rows wait
   * for their next token, more when most wait for their prompt.
   */
  private void computePrompts(Consumer<Generation> results) {
    int decoding = rows.decoding();
    int waiting = rows.count() - decoding;
    long budget = (long) PREFILL_CHUNK * Math.max(1, waiting / Math.max(1, decoding));
    while (budget > 0 && waiting > 0) {
      int slot = rows.oldestWaiting();
      if (slot < 0) {
        return;
      }
      budget -= computeChunk(slot, results);
    }
  }

  /** Takes what other slots have of a prompt, or computes one chunk; returns tokens computed. */
  private int computeChunk(int slot, Consumer<Generation> results) {
    ActiveRequest row = rows.at(slot);
    TokenIds prompt = row.request().prompt();
    if (prompt.length() > cache.positions()) {
      int before = rows.count();
      rows.grow(prompt.length());
      if (rows.count() < before) {
        return 0; // Rows made room, perhaps this one.
      }
    }
    if (!row.started()) {
      takePrefix(slot, row);
      if (row.decoding()) {
        return 0;
      }
    }
    long start = System.nanoTime();
    int length;
    try {
      length = prefill.runChunk(slot, prompt, row.computed());
    } catch (IllegalStateException e) {
      rows.prefix(slot, null);
      failed(e);
      results.accept(row.failure(e.getMessage()));
      rows.close(slot);
      return PREFILL_CHUNK;
    }
    statistics.prefill(length, System.nanoTime() - start);
    row.computed(row.computed() + length);
    rows.prefix(slot, new PromptPrefix(prompt, row.computed()));
    return length;
  }

  private void takePrefix(int slot, ActiveRequest row) {
    TokenIds prompt = row.request().prompt();
    int donor = slot;
    int most = usable(slot, prompt);
    for (int other = 0; other < rows.slots(); other++) {
      int usable = usable(other, prompt);
      if (usable > most) {
        donor = other;
        most = usable;
      }
    }
    cache.copy(donor, slot, most);
    row.computed(most);
    rows.prefix(slot, new PromptPrefix(prompt, most));
  }

  private int usable(int slot, TokenIds prompt) {
    PromptPrefix prefix = rows.prefix(slot);
    return prefix == null ? 0 : prefix.usableBy(prompt, PREFILL_CHUNK);
  }

  private void unbind() {
    prefill.unbind();
    step.unbind();
  }

  /**
   * Decodes one token for each row up to {@code count} that has its prompt. A row among them that
   * has not, or an idle slot run along, writes where its own next position is written later.
   */
  private void runStep(
      int count, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    for (int slot = 0; slot < Math.max(count, leastRows); slot++) {
      if (slot < rows.count() && rows.at(slot).decoding()) {
        step.set(slot, rows.at(slot).nextToken(), rows.at(slot).nextPosition());
        tokenDraw.set(slot, rows.at(slot));
      } else {
        step.set(slot, 0, rows.computed(slot));
      }
    }
    long start = System.nanoTime();
    try {
      step.run(count);
      statistics.step(count, System.nanoTime() - start);
    } catch (IllegalStateException e) {
      failed(e);
      failRows(e.getMessage(), results);
      return;
    }
    failures = 0;
    tokenDraw.draw(rows, count, tokens, errors);
    takeTokens(count, requests, results);
  }

  private void failed(IllegalStateException failure) {
    failures++;
    if (failures >= MOST_FAILURES) {
      throw new IllegalStateException(
          "Cannot go on after %d failures of the engine in a row; the last: %s"
              .formatted(failures, failure.getMessage()),
          failure);
    }
  }

  private void failRows(String error, Consumer<Generation> results) {
    for (int slot = rows.count() - 1; slot >= 0; slot--) {
      if (rows.at(slot).decoding()) {
        results.accept(rows.at(slot).failure(error));
        rows.prefix(slot, null);
        rows.close(slot);
      }
    }
  }

  /** Takes rows from the last down, so that a row moved into a hole has already had its turn. */
  private void takeTokens(
      int count, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    for (int slot = count - 1; slot >= 0; slot--) {
      ActiveRequest row = rows.at(slot);
      if (row.decoding()) {
        Generation finished = null;
        if (errors[slot] != null) {
          finished = row.failure(errors[slot]);
        } else if (row.take(tokens[slot])) {
          finished = row.result();
        }
        if (finished != null) {
          results.accept(finished);
          if (!admit(slot, requests, results)) {
            rows.close(slot);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    prefill.close();
    step.close();
    tokenDraw.close();
    cache.close();
  }
}
