package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row's logits are the same bits whatever the number of rows, neighbours, slot and threads. */
class BatchInvarianceIT {
  private static final int STEPS = 12;
  private static final int SLOTS = 64;

  /** Widths above 256 and 512: the matrix kernels cut the sum there. */
  private static final DecoderSpec WIDE =
      PicoModels.qwen3(1003, 272, 64, AttentionSpec.of(6, 3, 48), 2, 602, true);

  @TempDir private static Path folder;
  private static LocalModel model;

  @BeforeAll
  static void write() {
    model = PicoModels.stored(folder, WIDE, DType.BF16, 5);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 2", "false, 1"})
  void jointStepsEqualStepsAlone(boolean prepacking, int threads) {
    try (Decoder single = Decoder.open(WIDE, model, new DecoderOptions(64, 1, prepacking));
        Decoder decoder = Decoder.open(WIDE, model, new DecoderOptions(64, threads, prepacking))) {
      assertThat(decoder.batchInvariant()).isTrue();
      for (int rows : new int[] {1, 2, 3, 7, 12, 13, 32, SLOTS}) {
        float[][][] joint = logits(decoder, rows, 0);
        for (int row : new int[] {0, rows / 2, rows - 1}) {
          float[][][] alone = logits(single, 1, row);
          for (int i = 0; i < STEPS; i++) {
            assertThat(Arrays.equals(joint[i][row], alone[i][0]))
                .as("row %d of %d at step %d", row, rows, i)
                .isTrue();
          }
        }
      }
    }
  }

  @Test
  void prefillOfManyThreadsEqualsPrefillOfOne() {
    int[] tokens = new Random(1).ints(60, 0, WIDE.vocabularySize()).toArray();
    try (Decoder single = Decoder.open(WIDE, model, DecoderOptions.of(64, 1));
        Decoder decoder = Decoder.open(WIDE, model, DecoderOptions.of(64, 2))) {
      float[][][] expected = new GraphRunner(single, 1).run(new int[][] {tokens}, 0);
      float[][][] actual = new GraphRunner(decoder, 1).run(new int[][] {tokens}, 0);
      assertThat(Arrays.deepEquals(actual, expected)).isTrue();
    }
  }

  /** Logits [step][row] of sequences that begin at different positions with their own tokens. */
  private static float[][][] logits(Decoder decoder, int rows, int firstSequence) {
    KeyValueCache cache =
        new KeyValueCache(WIDE, Math.max(rows, decoder.leastRows()), decoder.positions());
    float[][][] logits = new float[STEPS][rows][];
    try (TokenSampler draw = decoder.tokenDraw(cache.slots());
        Prefill prefill = new Prefill(decoder, cache, draw, 8);
        DecodeStep step =
            new DecodeStep(decoder.session(), cache, draw, cache.slots(), decoder.leastRows())) {
      for (int row = 0; row < rows; row++) {
        prefill.run(row, prompt(firstSequence + row));
      }
      for (int i = 0; i < STEPS; i++) {
        for (int row = 0; row < rows; row++) {
          TokenIds prompt = prompt(firstSequence + row);
          step.set(row, prompt.at(i % prompt.length()), prompt.length() - 1 + i);
        }
        step.run(rows);
        for (int row = 0; row < rows; row++) {
          logits[i][row] = draw.output(row);
        }
      }
    }
    return logits;
  }

  private static TokenIds prompt(int sequence) {
    int length = 1 + sequence * 5 % 43;
    return TokenIds.of(new Random(sequence).ints(length, 0, WIDE.vocabularySize()).toArray());
  }
}
