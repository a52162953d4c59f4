package org.alphagrid.generate;

import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.alphagrid.onnx.Ports;

/** One new token for each of the first n slots in a single run; buffers are made once. */
final class JointStep implements AutoCloseable {
  private final OrtSession session;
  private final KeyValueCache cache;
  private final int leastRows;
  private final int vocabularySize;
  private final LongBuffer inputIds; // [slots]
  private final IntBuffer lastPositions; // [slots]
  private final IntBuffer totalLength = NativeBuffers.ints(1);
  private final LongBuffer rows; // [slots]: every row is wanted
  private final FloatBuffer logits; // [slots, vocabulary]
  private final Binding[] byCount;

  /**
   * @param leastRows fewest rows ever run together; at most the cache's slots
   */
  JointStep(OrtSession session, KeyValueCache cache, int vocabularySize, int leastRows) {
    int slots = cache.slots();
    this.session = session;
    this.leastRows = leastRows;
    this.cache = cache;
    this.vocabularySize = vocabularySize;
    this.inputIds = NativeBuffers.longs(slots);
    this.lastPositions = NativeBuffers.ints(slots);
    this.rows = NativeBuffers.longs(slots);
    this.logits = NativeBuffers.floats(Math.multiplyExact(slots, vocabularySize));
    this.byCount = new Binding[slots + 1];
    for (int slot = 0; slot < slots; slot++) {
      rows.put(slot, slot);
    }
  }

  /** Sets what a slot runs next. */
  void set(int slot, int token, int position) {
    inputIds.put(slot, token);
    lastPositions.put(slot, position);
  }

  /** Runs slots 0 to count-1; slots up to the least number of rows lose their first position. */
  void run(int count) {
    int rowCount = Math.max(count, leastRows);
    for (int idle = count; idle < rowCount; idle++) {
      set(idle, 0, 0);
    }
    int longest = 0;
    for (int slot = 0; slot < count; slot++) {
      longest = Math.max(longest, lastPositions.get(slot));
    }
    totalLength.put(0, longest + 1);
    binding(rowCount).run(session);
  }

  /** Copies a slot's logits of the last run. */
  void logits(int slot, float[] into) {
    logits.get(slot * vocabularySize, into, 0, vocabularySize);
  }

  private Binding binding(int count) {
    if (byCount[count] == null) {
      Binding binding = new Binding();
      binding.input(Ports.INPUT_IDS, inputIds, count, 1);
      binding.input(Ports.LAST_POSITIONS, lastPositions, count);
      binding.input(Ports.TOTAL_LENGTH, totalLength, 1);
      binding.input(Ports.ROWS, rows, count);
      binding.output(Ports.LOGITS, logits, count, vocabularySize);
      cache.bind(binding, 0, count);
      byCount[count] = binding;
    }
    return byCount[count];
  }

  @Override
  public void close() {
    for (Binding binding : byCount) {
      if (binding != null) {
        binding.close();
      }
    }
  }
}
