package org.alphagrid.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.alphagrid.architecture.DecoderSpec;

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

  /** Slots become longer in steps of this many positions. */
  private static final int LENGTH_STEP = 64;

  private static final int MOST_FAILURES = 3;

  private final Decoder decoder;
  private final int leastRows;
  private final KeyValueCache cache;
  private final Prefill prefill;
  private final JointStep step;
  private final TokenDraw tokenDraw;
  private final ActiveRequest[] rows; // [slots]; the first rowCount are there
  private final PromptPrefix[] prefixes; // [slots]; what each slot's cache begins with, or null
  private final int[] tokens; // [slots]
  private final String[] errors; // [slots]
  private final Deque<ActiveRequest> evicted = new ArrayDeque<>();
  private final BatchStatistics statistics = new BatchStatistics();
  private int rowCount;
  private long admissions;
  private int failures;

  /** With as much cache as that many slots can need. */
  public ContinuousBatcher(Decoder decoder, int slots) {
    this(decoder, BatchOptions.of(slots));
  }

  /**
   * @throws IllegalStateException when the cache cannot be allocated
   */
  public ContinuousBatcher(Decoder decoder, BatchOptions options) {
    int vocabularySize = decoder.spec().vocabularySize();
    this.decoder = decoder;
    this.leastRows = decoder.leastRows();
    int slots = Math.max(options.slots(), leastRows);
    this.cache = cache(decoder, options, slots);
    this.prefill = new Prefill(decoder.session(), cache, PREFILL_CHUNK);
    this.step = new JointStep(decoder.session(), cache, vocabularySize, slots, leastRows);
    this.tokenDraw = new TokenDraw(vocabularySize, decoder.threads());
    this.rows = new ActiveRequest[options.slots()];
    this.prefixes = new PromptPrefix[slots];
    this.tokens = new int[slots];
    this.errors = new String[slots];
  }

  /** All slots at full length where the bound allows it, otherwise as many values as it allows. */
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
        values == whole ? decoder.positions() : Math.min(LENGTH_STEP, decoder.positions());
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
    rowCount = 0;
    evicted.clear();
    failures = 0;
    while (fillSlots(requests, results)) {
      computePrompts(results);
      int last = lastDecoding();
      if (last >= 0 && makeRoom()) {
        // Rows may have moved or left.
        last = lastDecoding();
      }
      if (last >= 0) {
        runStep(last + 1, requests, results);
      }
    }
    statistics.ran(System.nanoTime() - start);
  }

  /** What was done since the batcher was made. */
  public BatchStatistics statistics() {
    return statistics;
  }

  /** Admits requests to free slots; false when none is left and none under way. */
  private boolean fillSlots(Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    boolean more = true;
    while (more && rowCount < rows.length && hasSlot(requests)) {
      more = admit(rowCount, requests, results);
      rowCount += more ? 1 : 0;
    }
    return rowCount > 0;
  }

  /** Whether the cache has one more slot, made by shortening all if need be. */
  private boolean hasSlot(Iterator<GenerationRequest> requests) {
    if (rowCount < cache.slots()) {
      return true;
    }
    if (evicted.isEmpty() && !requests.hasNext()) {
      return false;
    }
    // A quarter more than is in use now, or what made room would be wanted back at once.
    int longest = longest();
    int shorter = Math.max(inSteps(longest + longest / 4), LENGTH_STEP);
    if (shorter >= cache.positions() || cache.slotsOf(shorter) <= rowCount) {
      return false;
    }
    reshape(shorter);
    return true;
  }

  /** Starts the next runnable request in a slot; false when there is none left. */
  private boolean admit(
      int slot, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    if (!evicted.isEmpty()) {
      rows[slot] = evicted.poll().again(admissions++);
      forgetOverwritten(slot);
      return true;
    }
    while (requests.hasNext()) {
      GenerationRequest request = requests.next();
      Optional<String> problem =
          RequestCheck.problem(request, decoder, cache.positionsOf(leastRows));
      if (problem.isEmpty()) {
        rows[slot] =
            new ActiveRequest(request, decoder.positions(), admissions++, System.nanoTime());
        forgetOverwritten(slot);
        return true;
      }
      results.accept(
          new Generation(
              request.key(), TokenIds.of(new int[0]), FinishReason.ERROR, problem.get(), 0));
    }
    return false;
  }

  /** A prompt of one token is decoded from position 0 on, over whatever the slot begins with. */
  private void forgetOverwritten(int slot) {
    if (rows[slot].decoding()) {
      prefixes[slot] = null;
    }
  }

  /**
   * Computes chunks of prompts, oldest request first: one between two steps while most rows wait
   * for their next token, more when most wait for their prompt.
   */
  private void computePrompts(Consumer<Generation> results) {
    int decoding = 0;
    for (int slot = 0; slot < rowCount; slot++) {
      decoding += rows[slot].decoding() ? 1 : 0;
    }
    int waiting = rowCount - decoding;
    long budget = (long) PREFILL_CHUNK * Math.max(1, waiting / Math.max(1, decoding));
    while (budget > 0 && waiting > 0) {
      int slot = oldestWaiting();
      if (slot < 0) {
        return;
      }
      budget -= computeChunk(slot, results);
    }
  }

  private int oldestWaiting() {
    int oldest = -1;
    for (int slot = 0; slot < rowCount; slot++) {
      if (!rows[slot].decoding()
          && (oldest < 0 || rows[slot].admission() < rows[oldest].admission())) {
        oldest = slot;
      }
    }
    return oldest;
  }

  /** Takes what other slots have of a prompt, or computes one chunk; returns tokens computed. */
  private int computeChunk(int slot, Consumer<Generation> results) {
    ActiveRequest row = rows[slot];
    TokenIds prompt = row.request().prompt();
    if (prompt.length() > cache.positions()) {
      int admission = rowCount;
      grow(prompt.length());
      if (rowCount < admission) {
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
      prefixes[slot] = null;
      failed(e);
      results.accept(row.failure(e.getMessage()));
      close(slot);
      return PREFILL_CHUNK;
    }
    statistics.prefill(length, System.nanoTime() - start);
    row.computed(row.computed() + length);
    prefixes[slot] = new PromptPrefix(prompt, row.computed());
    return length;
  }

  private void takePrefix(int slot, ActiveRequest row) {
    TokenIds prompt = row.request().prompt();
    int donor = slot;
    int most = usable(slot, prompt);
    for (int other = 0; other < Math.min(prefixes.length, cache.slots()); other++) {
      int usable = usable(other, prompt);
      if (usable > most) {
        donor = other;
        most = usable;
      }
    }
    cache.copy(donor, slot, most);
    row.computed(most);
    prefixes[slot] = new PromptPrefix(prompt, most);
  }

  private int usable(int slot, TokenIds prompt) {
    return prefixes[slot] == null ? 0 : prefixes[slot].usableBy(prompt, PREFILL_CHUNK);
  }

  /** Positions at the beginning of a slot that may be taken over as they are. */
  private int computed(int slot) {
    return prefixes[slot] == null ? 0 : prefixes[slot].computed();
  }

  private int lastDecoding() {
    int last = rowCount - 1;
    while (last >= 0 && !rows[last].decoding()) {
      last--;
    }
    return last;
  }

  /** Makes every slot long enough for its row's next token; returns whether anything changed. */
  private boolean makeRoom() {
    int needed = longest();
    if (needed <= cache.positions()) {
      return false;
    }
    grow(needed);
    return true;
  }

  /** Positions the longest row needs for its next token. */
  private int longest() {
    int longest = 1;
    for (int slot = 0; slot < rowCount; slot++) {
      longest = Math.max(longest, rows[slot].nextPosition() + 1);
    }
    return longest;
  }

  /** By a quarter where all rows stay, otherwise by as little as needed. */
  private void grow(int needed) {
    int least = inSteps(needed);
    int generous = inSteps(Math.max(needed, cache.positions() + cache.positions() / 4));
    if (cache.slotsOf(generous) >= Math.max(rowCount, leastRows)) {
      reshape(generous);
      return;
    }
    int fitting = cache.slotsOf(least) >= leastRows ? least : cache.positionsOf(leastRows);
    while (rowCount > cache.slotsOf(fitting)) {
      evictYoungest();
    }
    reshape(fitting);
  }

  private int inSteps(int length) {
    int steps = (length + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
    return Math.min(steps, Math.min(decoder.positions(), cache.positionsOf(leastRows)));
  }

  /** The request that came least far begins again later: what it drew it will draw again. */
  private void evictYoungest() {
    int youngest = 0;
    for (int slot = 1; slot < rowCount; slot++) {
      if (rows[slot].drawn() <= rows[youngest].drawn()) {
        youngest = slot;
      }
    }
    statistics.evicted();
    evicted.add(rows[youngest]);
    close(youngest);
  }

  private void reshape(int positions) {
    prefill.unbind();
    step.unbind();
    int kept = Math.min(prefixes.length, Math.min(cache.slots(), cache.slotsOf(positions)));
    int[] lengths = new int[kept];
    for (int slot = 0; slot < prefixes.length; slot++) {
      if (slot >= kept || computed(slot) >= positions) {
        prefixes[slot] = null;
      }
      if (slot < kept) {
        int used = slot < rowCount ? rows[slot].used() : 0;
        lengths[slot] = Math.max(used, computed(slot));
      }
    }
    cache.reshape(positions, lengths);
  }

  /**
   * One token for each row up to {@code count} that has its prompt. A row among them that has not,
   * or an idle slot run along, writes where its own next position is written later.
   */
  private void runStep(
      int count, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    for (int slot = 0; slot < Math.max(count, leastRows); slot++) {
      if (slot < rowCount && rows[slot].decoding()) {
        step.set(slot, rows[slot].nextToken(), rows[slot].nextPosition());
      } else {
        step.set(slot, 0, computed(slot));
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
    tokenDraw.draw(step, rows, count, tokens, errors);
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
    for (int slot = rowCount - 1; slot >= 0; slot--) {
      if (rows[slot].decoding()) {
        results.accept(rows[slot].failure(error));
        prefixes[slot] = null;
        close(slot);
      }
    }
  }

  /** From the last row down, so that a row moved into a hole has already had its turn. */
  private void takeTokens(
      int count, Iterator<GenerationRequest> requests, Consumer<Generation> results) {
    for (int slot = count - 1; slot >= 0; slot--) {
      ActiveRequest row = rows[slot];
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
            close(slot);
          }
        }
      }
    }
  }

  /**
   * Gives a slot up: the last row moves into the hole. A row that has nothing yet leaves what the
   * hole's cache begins with for others to take.
   */
  private void close(int slot) {
    int last = --rowCount;
    if (slot != last) {
      rows[slot] = rows[last];
      if (rows[slot].started()) {
        cache.copy(last, slot, rows[slot].used());
        prefixes[slot] = prefixes[last];
      }
    }
    rows[last] = null;
  }

  @Override
  public void close() {
    prefill.close();
    step.close();
    tokenDraw.close();
    cache.close();
  }
}
