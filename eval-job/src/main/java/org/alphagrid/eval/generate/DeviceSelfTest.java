package org.alphagrid.eval.generate;

import java.util.Arrays;
import org.alphagrid.eval.generate.ort.OrtNative;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.merge.architecture.DecoderSpec;

/**
 * Runs a few tokens with keys and values in the engine's own memory and in plain memory, and
 * compares what leaves bit for bit. It stands between {@link OrtNative}'s assumptions and results.
 */
final class DeviceSelfTest {
  private static final int ROWS = 2;
  private static final int PROMPT = 5;
  private static final int STEPS = 3;

  private DeviceSelfTest() {}

  /**
   * @throws IllegalStateException when the two ways differ
   */
  static void require(Decoder decoder) {
    DecoderSpec spec = decoder.spec();
    int positions = Math.min(decoder.positions(), 16);
    if (positions < PROMPT + STEPS + 1) {
      return; // Too short for anything to be moved or appended.
    }
    int tensors = 2 * spec.layers();
    long values = (long) (ROWS + 1) * positions * spec.attention().keyValueWidth();
    float[][] plain = outputs(decoder, decoder.plainMemory(tensors, values), positions);
    float[][] device = outputs(decoder, decoder.cacheMemory(tensors, values), positions);
    for (int i = 0; i < plain.length; i++) {
      if (!Arrays.equals(plain[i], device[i])) {
        throw new IllegalStateException(
            "Cannot keep the cache in the memory of %s: in a self-test of %d steps what leaves step %d differs from that with plain memory"
                .formatted(decoder.device(), STEPS, i / ROWS));
      }
    }
  }

  /**
   * Returns what leaves the steps, [step * ROWS + row]; on the way rows are copied and slots are
   * divided anew.
   */
  private static float[][] outputs(Decoder decoder, CacheMemory memory, int positions) {
    DecoderSpec spec = decoder.spec();
    int vocabularySize = spec.vocabularySize();
    int shorter = PROMPT + STEPS;
    float[][] outputs = new float[STEPS * ROWS][];
    try (KeyValueCache cache = new KeyValueCache(spec, memory, shorter);
        TokenSampler draw = decoder.tokenDraw(ROWS);
        Prefill prefill = new Prefill(decoder, cache, draw, PROMPT);
        DecodeStep step = new DecodeStep(decoder.session(), cache, draw, ROWS, ROWS)) {
      int[] prompt = new int[PROMPT + 1];
      for (int i = 0; i < prompt.length; i++) {
        prompt[i] = (i * 31 + 1) % vocabularySize;
      }
      prefill.run(1, TokenIds.of(prompt));
      cache.copy(1, 0, PROMPT);
      prefill.unbind();
      cache.reshape(positions, new int[] {PROMPT, PROMPT});
      for (int i = 0; i < STEPS; i++) {
        for (int row = 0; row < ROWS; row++) {
          step.set(row, (7 * i + row) % vocabularySize, PROMPT + i);
        }
        step.run(ROWS);
        for (int row = 0; row < ROWS; row++) {
          outputs[i * ROWS + row] = draw.output(row);
        }
      }
    }
    return outputs;
  }
}
