package org.alphagrid.eval.generate;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.generate.ort.NativeBuffers;
import org.alphagrid.eval.onnx.Ports;

/**
 * Runs a decoder's graph directly, every hidden row wanted; sequences of one run are padded right.
 */
final class GraphRunner {
  private final Decoder decoder;
  private final KeyValueCache cache;

  GraphRunner(Decoder decoder, int slots) {
    this.decoder = decoder;
    this.cache = new KeyValueCache(decoder.spec(), slots, decoder.positions());
  }

  /**
   * Runs new tokens of the first sequences.
   *
   * @param tokens [sequences][new tokens], ragged only when all begin at 0
   * @param begins position of each sequence's first new token
   * @return logits [sequence][new token][vocabulary]
   */
  float[][][] run(int[][] tokens, int... begins) {
    return run(0, tokens, begins);
  }

  /** Runs one sequence token by token from position 0: logits [token][vocabulary]. */
  float[][] oneByOne(int... tokens) {
    return inChunks(tokens, 1);
  }

  /** Runs one sequence a few tokens at a time from position 0: logits [token][vocabulary]. */
  float[][] inChunks(int[] tokens, int chunk) {
    float[][] logits = new float[tokens.length][];
    for (int begin = 0; begin < tokens.length; begin += chunk) {
      int end = Math.min(begin + chunk, tokens.length);
      float[][] part = run(new int[][] {Arrays.copyOfRange(tokens, begin, end)}, begin)[0];
      System.arraycopy(part, 0, logits, begin, part.length);
    }
    return logits;
  }

  /** The same from a slot on. */
  float[][][] run(int firstSlot, int[][] tokens, int... begins) {
    int length = 0;
    for (int[] sequence : tokens) {
      length = Math.max(length, sequence.length);
    }
    int count = tokens.length;
    int vocabularySize = decoder.spec().vocabularySize();
    LongBuffer ids = NativeBuffers.longs(count * length);
    LongBuffer rows = NativeBuffers.longs(count * length);
    IntBuffer lasts = NativeBuffers.ints(count);
    IntBuffer total = NativeBuffers.ints(1);
    for (int b = 0; b < count; b++) {
      for (int s = 0; s < length; s++) {
        ids.put(b * length + s, s < tokens[b].length ? tokens[b][s] : 0);
        rows.put(b * length + s, b * length + s);
      }
      lasts.put(b, begins[b] + tokens[b].length - 1);
      total.put(0, Math.max(total.get(0), begins[b] + tokens[b].length));
    }
    FloatBuffer logits = NativeBuffers.floats(count * length * vocabularySize);
    try (Binding binding = new Binding()) {
      binding.input(Ports.INPUT_IDS, ids, count, length);
      binding.input(Ports.LAST_POSITIONS, lasts, count);
      binding.input(Ports.TOTAL_LENGTH, total, 1);
      binding.input(Ports.ROWS, rows, (long) count * length);
      binding.output(Ports.LOGITS, logits, (long) count * length, vocabularySize);
      cache.bind(binding, firstSlot, count);
      binding.run(decoder.session());
    }
    float[][][] result = new float[count][][];
    for (int b = 0; b < count; b++) {
      result[b] = new float[tokens[b].length][vocabularySize];
      for (int s = 0; s < tokens[b].length; s++) {
        logits.get((b * length + s) * vocabularySize, result[b][s]);
      }
    }
    return result;
  }
}
