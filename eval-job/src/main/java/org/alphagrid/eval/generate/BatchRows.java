package org.alphagrid.eval.generate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds the requests under way and the slots of the cache they occupy: rows in use are always the
 * first n slots. When one outgrows its slot, slots become longer and fewer, and the requests that
 * came least far make room and begin again later.
 */
final class BatchRows {
  /** Slots become longer in steps of this many positions. */
  static final int LENGTH_STEP = 64;

  private final int mostPositions;
  private final int leastRows;
  private final KeyValueCache cache;
  private final Runnable unbind;
  private final BatchStatistics statistics;
  private final ActiveRequest[] rows; // [slots]; the first count are there
  private final PromptPrefix[] prefixes; // [slots]; what each slot's cache begins with, or null
  private final Deque<ActiveRequest> evicted = new ArrayDeque<>();
  private int count;
  private long admissions;

  /**
   * @param most requests under way at once
   * @param slots most slots the cache is divided into; at least as many
   * @param mostPositions longest sequence
   * @param leastRows fewest slots there must always be
   * @param unbind called before slots move
   */
  BatchRows(
      int most,
      int slots,
      int mostPositions,
      int leastRows,
      KeyValueCache cache,
      Runnable unbind,
      BatchStatistics statistics) {
    this.mostPositions = mostPositions;
    this.leastRows = leastRows;
    this.cache = cache;
    this.unbind = unbind;
    this.statistics = statistics;
    this.rows = new ActiveRequest[most];
    this.prefixes = new PromptPrefix[slots];
  }

  /** Forgets every request; what slots begin with stays. */
  void clear() {
    count = 0;
    evicted.clear();
  }

  /** Requests under way. */
  int count() {
    return count;
  }

  /** Returns the request in a slot below {@link #count}. */
  ActiveRequest at(int slot) {
    return rows[slot];
  }

  /** Returns whether as many requests are under way as there may be. */
  boolean full() {
    return count == rows.length;
  }

  /** Returns whether requests wait that made room before. */
  boolean hasEvicted() {
    return !evicted.isEmpty();
  }

  /** Slots whose beginnings are known. */
  int slots() {
    return Math.min(prefixes.length, cache.slots());
  }

  /** Returns what a slot begins with, or null. */
  PromptPrefix prefix(int slot) {
    return prefixes[slot];
  }

  void prefix(int slot, PromptPrefix prefix) {
    prefixes[slot] = prefix;
  }

  /** Positions at the beginning of a slot that may be taken over as they are. */
  int computed(int slot) {
    return prefixes[slot] == null ? 0 : prefixes[slot].computed();
  }

  /** Puts a new request into a slot: its own successor's, or the first free one. */
  void admit(int slot, GenerationRequest request) {
    put(slot, new ActiveRequest(request, mostPositions, admissions++, System.nanoTime()));
  }

  /** Puts the request that made room first back into a slot. */
  void readmit(int slot) {
    put(slot, evicted.poll().again(admissions++));
  }

  private void put(int slot, ActiveRequest request) {
    rows[slot] = request;
    count = Math.max(count, slot + 1);
    if (request.decoding()) {
      // A prompt of one token is decoded from position 0 on, over whatever the slot begins with.
      prefixes[slot] = null;
    }
  }

  /** Returns the last slot whose request has its prompt; -1 for none. */
  int lastDecoding() {
    int last = count - 1;
    while (last >= 0 && !rows[last].decoding()) {
      last--;
    }
    return last;
  }

  /** Returns the slot of the request that has waited longest for its prompt; -1 for none. */
  int oldestWaiting() {
    int oldest = -1;
    for (int slot = 0; slot < count; slot++) {
      if (!rows[slot].decoding()
          && (oldest < 0 || rows[slot].admission() < rows[oldest].admission())) {
        oldest = slot;
      }
    }
    return oldest;
  }

  /** Requests that have their prompts. */
  int decoding() {
    int decoding = 0;
    for (int slot = 0; slot < count; slot++) {
      decoding += rows[slot].decoding() ? 1 : 0;
    }
    return decoding;
  }

  /** Returns whether the cache has one more slot, made by shortening all if need be and wanted. */
  boolean hasSlot(boolean wanted) {
    if (count < cache.slots()) {
      return true;
    }
    if (!wanted) {
      return false;
    }
    // A quarter more than is in use now, or what made room would be wanted back at once.
    int longest = longest();
    int shorter = Math.max(inSteps(longest + longest / 4), LENGTH_STEP);
    if (shorter >= cache.positions() || cache.slotsOf(shorter) <= count) {
      return false;
    }
    reshape(shorter);
    return true;
  }

  /** Makes every slot long enough for its row's next token; returns whether anything changed. */
  boolean makeRoom() {
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
    for (int slot = 0; slot < count; slot++) {
      longest = Math.max(longest, rows[slot].nextPosition() + 1);
    }
    return longest;
  }

  /** Shortens by a quarter where all rows stay, otherwise by as little as needed. */
  void grow(int needed) {
    int least = inSteps(needed);
    int generous = inSteps(Math.max(needed, cache.positions() + cache.positions() / 4));
    if (cache.slotsOf(generous) >= Math.max(count, leastRows)) {
      reshape(generous);
      return;
    }
    int fitting = cache.slotsOf(least) >= leastRows ? least : cache.positionsOf(leastRows);
    while (count > cache.slotsOf(fitting)) {
      evictYoungest();
    }
    reshape(fitting);
  }

  private int inSteps(int length) {
    int steps = (length + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
    return Math.min(steps, Math.min(mostPositions, cache.positionsOf(leastRows)));
  }

  /** Puts the request that came least far back: later it draws the same tokens again. */
  private void evictYoungest() {
    int youngest = 0;
    for (int slot = 1; slot < count; slot++) {
      if (rows[slot].drawn() <= rows[youngest].drawn()) {
        youngest = slot;
      }
    }
    statistics.evicted();
    evicted.add(rows[youngest]);
    close(youngest);
  }

  private void reshape(int positions) {
    unbind.run();
    int kept = Math.min(prefixes.length, Math.min(cache.slots(), cache.slotsOf(positions)));
    int[] lengths = new int[kept];
    for (int slot = 0; slot < prefixes.length; slot++) {
      if (slot >= kept || computed(slot) >= positions) {
        prefixes[slot] = null;
      }
      if (slot < kept) {
        int used = slot < count ? rows[slot].used() : 0;
        lengths[slot] = Math.max(used, computed(slot));
      }
    }
    cache.reshape(positions, lengths);
  }

  /**
   * Gives a slot up: the last row moves into the hole. A row that has nothing yet leaves what the
   * hole's cache begins with for others to take.
   */
  void close(int slot) {
    int last = --count;
    if (slot != last) {
      rows[slot] = rows[last];
      if (rows[slot].started()) {
        cache.copy(last, slot, rows[slot].used());
        prefixes[slot] = prefixes[last];
      }
    }
    rows[last] = null;
  }
}
