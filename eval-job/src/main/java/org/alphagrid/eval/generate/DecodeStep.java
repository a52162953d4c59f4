package org.alphagrid.eval.generate;

import ai.onnxruntime.OrtSession;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.generate.ort.NativeBuffers;
import org.alphagrid.eval.onnx.Ports;

/** Decodes one token for each of the first n slots in a single run; buffers are made once. */
final class DecodeStep implements AutoCloseable {
  private final OrtSession session;
  private final KeyValueCache cache;
  private final int leastRows;
  private final TokenSampler draw;
  private final LongBuffer inputIds; // [slots]
  private final IntBuffer lastPositions; // [slots]
  private final IntBuffer totalLength = NativeBuffers.ints(1);
  private final LongBuffer rows; // [slots]: every row is wanted
  private final Map<Integer, Binding> byCount = new HashMap<>();

  /**
   * @param draw what leaves each run
   * @param slots most rows ever run together
   * @param leastRows fewest rows ever run together; at most the cache's slots
   */
  DecodeStep(OrtSession session, KeyValueCache cache, TokenSampler draw, int slots, int leastRows) {
    this.session = session;
    this.leastRows = leastRows;
    this.cache = cache;
    this.draw = draw;
    this.inputIds = NativeBuffers.longs(slots);
    this.lastPositions = NativeBuffers.ints(slots);
    this.rows = NativeBuffers.longs(slots);
    for (int slot = 0; slot < slots; slot++) {
      rows.put(slot, slot);
    }
  }

  /** Sets what a slot runs next. */
  void set(int slot, int token, int position) {
    inputIds.put(slot, token);
    lastPositions.put(slot, position);
  }

  /** Runs slots 0 to count-1, and on to the least number of rows, whatever was set there. */
  void run(int count) {
    int rowCount = Math.max(count, leastRows);
    int longest = 0;
    for (int slot = 0; slot < rowCount; slot++) {
      longest = Math.max(longest, lastPositions.get(slot));
    }
    totalLength.put(0, longest + 1);
    binding(rowCount).run(session);
  }

  private Binding binding(int count) {
    return byCount.computeIfAbsent(
        count,
        absent -> {
          Binding binding = new Binding();
          binding.input(Ports.INPUT_IDS, inputIds, count, 1);
          binding.input(Ports.LAST_POSITIONS, lastPositions, count);
          binding.input(Ports.TOTAL_LENGTH, totalLength, 1);
          binding.input(Ports.ROWS, rows, count);
          draw.bind(binding, count);
          cache.bind(binding, 0, count);
          return binding;
        });
  }

  /** Lets go of the cache's slots; the next run binds them anew. */
  void unbind() {
    byCount.values().forEach(Binding::close);
    byCount.clear();
  }

  @Override
  public void close() {
    unbind();
  }
}
