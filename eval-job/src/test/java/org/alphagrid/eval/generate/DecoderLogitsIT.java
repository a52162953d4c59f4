package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ONNX decoder's logits against a plain float64 forward pass and against itself. Measured: at
 * most 2e-6 of the largest logit with bias-free models, 5.1e-6 with biased ones.
 */
class DecoderLogitsIT {
  private static final int POSITIONS = 96;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "qwen3, true, BF16",
    "qwen3, false, BF16",
    "qwen3, true, F16",
    "qwen3, false, F32",
    "qwen2, true, BF16",
    "qwen2, false, F16",
    "qwen2, true, F32"
  })
  void prefillAndDecodeEqualFloat64(String family, boolean tiedHead, DType dtype) {
    DecoderSpec spec =
        family.equals("qwen3") ? PicoModels.qwen3(tiedHead) : PicoModels.qwen2(tiedHead);
    LocalModel model = PicoModels.stored(folder, spec, dtype, 1);
    int[] tokens = tokens(POSITIONS, 7);
    double[][] expected = new Float64Decoder(spec, model).logits(tokens);
    try (Decoder decoder = Decoder.open(spec, model, DecoderOptions.of(POSITIONS, 1))) {
      float[][] prefill = new GraphRunner(decoder, 1).run(new int[][] {tokens}, 0)[0];
      float[][] decode = new GraphRunner(decoder, 1).oneByOne(tokens);
      assertThat(Logits.difference(prefill, expected)).isLessThan(Logits.TOLERANCE);
      assertThat(Logits.difference(decode, expected)).isLessThan(Logits.TOLERANCE);
      assertThat(Logits.difference(decode, widen(prefill))).isLessThan(Logits.TOLERANCE);
    }
  }

  @Test
  void raggedBatchesEqualFloat64() {
    DecoderSpec spec = PicoModels.qwen3(true);
    LocalModel model = PicoModels.stored(folder, spec, DType.BF16, 1);
    int[] begins = {3, 17, 1, 40};
    try (Decoder decoder = Decoder.open(spec, model, DecoderOptions.of(POSITIONS, 1))) {
      GraphRunner runner = new GraphRunner(decoder, begins.length);
      double[][][] expected = new double[begins.length][][];
      int[][] prompts = new int[begins.length][];
      for (int row = 0; row < begins.length; row++) {
        int[] tokens = tokens(begins[row] + 10, row);
        expected[row] = new Float64Decoder(spec, model).logits(tokens);
        prompts[row] = Arrays.copyOf(tokens, begins[row]);
      }
      float[][][] prefill = runner.run(prompts, new int[begins.length]);
      for (int row = 0; row < begins.length; row++) {
        double[][] prompt = Arrays.copyOf(expected[row], begins[row]);
        assertThat(Logits.difference(prefill[row], prompt)).isLessThan(Logits.TOLERANCE);
      }
      for (int step = 0; step < 10; step++) {
        int[][] next = new int[begins.length][];
        int[] positions = new int[begins.length];
        for (int row = 0; row < begins.length; row++) {
          positions[row] = begins[row] + step;
          next[row] = new int[] {tokens(begins[row] + 10, row)[positions[row]]};
        }
        float[][][] logits = runner.run(next, positions);
        for (int row = 0; row < begins.length; row++) {
          double[][] one = {expected[row][positions[row]]};
          assertThat(Logits.difference(logits[row], one)).isLessThan(Logits.TOLERANCE);
        }
      }
    }
  }

  @Test
  void chunkedPrefillEqualsFullPrefill() {
    DecoderSpec spec = PicoModels.qwen3(true);
    LocalModel model = PicoModels.stored(folder, spec, DType.BF16, 1);
    int[] tokens = tokens(61, 3);
    double[][] expected = new Float64Decoder(spec, model).logits(tokens);
    try (Decoder decoder = Decoder.open(spec, model, DecoderOptions.of(POSITIONS, 1))) {
      GraphRunner chunked = new GraphRunner(decoder, 1);
      for (int begin = 0; begin < tokens.length; begin += 8) {
        int end = Math.min(begin + 8, tokens.length);
        float[][] logits =
            chunked.run(new int[][] {Arrays.copyOfRange(tokens, begin, end)}, begin)[0];
        assertThat(Logits.difference(logits, Arrays.copyOfRange(expected, begin, end)))
            .isLessThan(Logits.TOLERANCE);
      }
    }
  }

  /** A slot's old content, longer than the new sequence, leaves no trace in a single bit. */
  @Test
  void slotIsUsedAgainOverOldContent() {
    DecoderSpec spec = PicoModels.qwen3(true);
    LocalModel model = PicoModels.stored(folder, spec, DType.BF16, 1);
    int[] tokens = tokens(20, 3);
    try (Decoder decoder = Decoder.open(spec, model, DecoderOptions.of(POSITIONS, 1))) {
      GraphRunner fresh = new GraphRunner(decoder, 2);
      GraphRunner dirty = new GraphRunner(decoder, 2);
      dirty.run(new int[][] {tokens(90, 4), tokens(90, 5)}, 0, 0);
      assertThat(
              Arrays.deepEquals(
                  dirty.run(1, new int[][] {tokens}, 0), fresh.run(1, new int[][] {tokens}, 0)))
          .isTrue();
      assertThat(Arrays.deepEquals(dirty.oneByOne(tokens), fresh.oneByOne(tokens))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"BF16, true", "BF16, false", "F16, true", "F32, true", "F32, false"})
  void storedAndInMemoryGiveTheSameBits(DType dtype, boolean prepacking) {
    DecoderSpec spec = PicoModels.qwen2(false);
    LocalModel stored = PicoModels.stored(folder, spec, dtype, 1);
    DecoderOptions options = new DecoderOptions(POSITIONS, 1, prepacking);
    int[] tokens = tokens(40, 3);
    try (Decoder fromFile = Decoder.open(spec, stored, options);
        Decoder fromMemory = Decoder.open(spec, PicoModels.inMemory(stored), options)) {
      assertThat(
              Arrays.deepEquals(
                  new GraphRunner(fromFile, 1).run(new int[][] {tokens}, 0),
                  new GraphRunner(fromMemory, 1).run(new int[][] {tokens}, 0)))
          .isTrue();
      assertThat(
              Arrays.deepEquals(
                  new GraphRunner(fromFile, 1).oneByOne(tokens),
                  new GraphRunner(fromMemory, 1).oneByOne(tokens)))
          .isTrue();
    }
  }

  /** So a merged model's buffers may be let go, or filled anew, as soon as it is loaded. */
  @ParameterizedTest
  @CsvSource({"BF16, true", "BF16, false", "F16, true", "F16, false", "F32, true", "F32, false"})
  void buffersAreNotReadAfterLoading(DType dtype, boolean prepacking) {
    DecoderSpec spec = PicoModels.qwen2(false);
    LocalModel model = PicoModels.inMemory(PicoModels.stored(folder, spec, dtype, 1));
    int[] tokens = tokens(10, 3);
    try (Decoder decoder =
        Decoder.open(spec, model, new DecoderOptions(POSITIONS, 1, prepacking))) {
      float[][] before = new GraphRunner(decoder, 1).oneByOne(tokens);
      for (LocalTensor tensor : model.tensors().values()) {
        ByteBuffer buffer = ((TensorBytes.InMemory) tensor.bytes()).buffer().duplicate();
        buffer.put(new byte[buffer.remaining()]);
      }
      float[][] after = new GraphRunner(decoder, 1).oneByOne(tokens);
      assertThat(Arrays.deepEquals(after, before)).isTrue();
    }
  }

  private static int[] tokens(int length, long seed) {
    return new Random(seed).ints(length, 0, 101).toArray();
  }

  private static double[][] widen(float[][] values) {
    double[][] widened = new double[values.length][values[0].length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        widened[i][j] = values[i][j];
      }
    }
    return widened;
  }
}
