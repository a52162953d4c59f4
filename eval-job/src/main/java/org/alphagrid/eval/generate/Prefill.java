package org.alphagrid.eval.generate;

import ai.onnxruntime.OrtSession;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.generate.ort.NativeBuffers;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.Ports;

/**
 * Fills a slot's cache with a prompt, all but its last token, one slot at a time in chunks of fixed
 * length.
 *
 * <p>The last token goes through the first joint step instead. So a prefill wants no logits, a
 * prompt's cache is all that requests with one prompt share, and every logit that is ever drawn
 * from comes out of the same kind of run. Chunk borders depend on the prompt alone, for the same
 * reason.
 */
final class Prefill implements AutoCloseable {
  private final OrtSession session;
  private final KeyValueCache cache;
  private final TokenSampler draw;
  private final int wanted;
  private final int chunk;
  private final LongBuffer inputIds; // [chunk]
  private final IntBuffer lastPosition = NativeBuffers.ints(1);
  private final IntBuffer totalLength = NativeBuffers.ints(1);
  private final LongBuffer firstRow = NativeBuffers.longs(1); // where some row must be wanted
  private final Map<Integer, Binding> bySlot = new HashMap<>();

  Prefill(Decoder decoder, KeyValueCache cache, TokenSampler draw, int chunk) {
    this.draw = draw;
    this.session = decoder.session();
    this.wanted = decoder.leastWanted();
    this.cache = cache;
    this.chunk = chunk;
    this.inputIds = NativeBuffers.longs(chunk);
  }

  /** Returns the tokens of a whole chunk. */
  int chunk() {
    return chunk;
  }

  /** Runs positions 0 to length-2 of a prompt. */
  void run(int slot, TokenIds prompt) {
    int begin = 0;
    while (begin < prompt.length() - 1) {
      begin += runChunk(slot, prompt, begin);
    }
  }

  /**
   * Runs the chunk that begins at a position.
   *
   * @param begin a multiple of the chunk's length
   * @return how many positions were run
   */
  int runChunk(int slot, TokenIds prompt, int begin) {
    int length = Math.min(chunk, prompt.length() - 1 - begin);
    for (int i = 0; i < length; i++) {
      inputIds.put(i, prompt.at(begin + i));
    }
    lastPosition.put(0, begin + length - 1);
    totalLength.put(0, begin + length);
    Binding binding = binding(slot);
    binding.input(Ports.INPUT_IDS, inputIds, 1, length);
    binding.run(session);
    return length;
  }

  private Binding binding(int slot) {
    return bySlot.computeIfAbsent(
        slot,
        absent -> {
          Binding binding = new Binding();
          binding.input(Ports.LAST_POSITIONS, lastPosition, 1);
          binding.input(Ports.TOTAL_LENGTH, totalLength, 1);
          binding.input(Ports.ROWS, firstRow, wanted);
          draw.bind(binding, wanted);
          cache.bind(binding, slot, 1);
          return binding;
        });
  }

  /** Lets go of the cache's slots; the next run binds them anew. */
  void unbind() {
    bySlot.values().forEach(Binding::close);
    bySlot.clear();
  }

  @Override
  public void close() {
    unbind();
  }
}
