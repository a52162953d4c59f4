package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every registered family owes: on its pico checkpoint the ONNX decoder's logits are those of
 * a plain float64 forward pass, however a sequence is cut into runs and whatever runs beside it.
 */
class FamilyContractIT {
  /** Positions of most tests: beyond every pico window. */
  private static final int POSITIONS = 128;

  private static final int LONG = 2_100;

  @TempDir private Path folder;

  static Stream<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name);
  }

  static Stream<Arguments> familiesAndTypes() {
    return families()
        .flatMap(
            family ->
                Stream.of(DType.BF16, DType.F16, DType.F32)
                    .map(dtype -> Arguments.of(family, dtype)));
  }

  @ParameterizedTest
  @MethodSource("familiesAndTypes")
  void prefillAndDecodeEqualFloat64(String family, DType dtype) {
    LocalModel model = TinyCheckpoint.pico(family).dtype(dtype).local(folder);
    int[] tokens = tokens(model, POSITIONS, 7);
    double[][] expected = twin(model).logits(tokens);
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(POSITIONS, 1))) {
      float[][] prefill = new GraphRunner(decoder, 1).run(new int[][] {tokens}, 0)[0];
      Logits.assertClose(prefill, expected);
      float[][] decode = new GraphRunner(decoder, 1).oneByOne(tokens);
      Logits.assertClose(decode, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void chunksOfAPromptEqualFloat64(String family) {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    int[] tokens = tokens(model, POSITIONS, 3);
    double[][] expected = twin(model).logits(tokens);
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(POSITIONS, 1))) {
      Logits.assertClose(new GraphRunner(decoder, 1).inChunks(tokens, 17), expected);
    }
  }

  /** Rows of one run, each at its own length, prefilled together and then decoded together. */
  @ParameterizedTest
  @MethodSource("families")
  void raggedRowsEqualFloat64AndRowsAlone(String family) {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    int[] begins = {3, 57, 1, 100};
    int steps = 6;
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(POSITIONS, 1))) {
      GraphRunner together = new GraphRunner(decoder, begins.length);
      int[][] prompts = new int[begins.length][];
      for (int row = 0; row < begins.length; row++) {
        prompts[row] = Arrays.copyOf(tokens(model, POSITIONS, row), begins[row]);
      }
      float[][][] prefill = together.run(prompts, new int[begins.length]);
      float[][][] decode = new float[steps][][];
      for (int step = 0; step < steps; step++) {
        int[][] next = new int[begins.length][];
        int[] positions = new int[begins.length];
        for (int row = 0; row < begins.length; row++) {
          positions[row] = begins[row] + step;
          next[row] = new int[] {tokens(model, POSITIONS, row)[positions[row]]};
        }
        float[][][] logits = together.run(next, positions);
        decode[step] = Stream.of(logits).map(row -> row[0]).toArray(float[][]::new);
      }
      for (int row = 0; row < begins.length; row++) {
        int[] tokens = Arrays.copyOf(tokens(model, POSITIONS, row), begins[row] + steps);
        double[][] expected = twin(model).logits(tokens);
        Logits.assertClose(prefill[row], Arrays.copyOf(expected, begins[row]));
        GraphRunner single = new GraphRunner(decoder, 1);
        // The same prefill, so that both start from the same bits.
        single.run(new int[][] {prompts[row]}, 0);
        for (int step = 0; step < steps; step++) {
          int position = begins[row] + step;
          double[][] one = {expected[position]};
          Logits.assertClose(new float[][] {decode[step][row]}, one);
          float[] alone = single.run(new int[][] {{tokens[position]}}, position)[0][0];
          Logits.assertClose(new float[][] {alone}, one);
        }
      }
    }
  }

  /** Contexts one short of the window, just as long, and one longer, by prefill and by decoding. */
  @ParameterizedTest
  @MethodSource("families")
  void windowEndsWhereItShould(String family) {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    DecoderSpec spec = model.config().describe();
    List<Integer> windows =
        spec.blocks().stream()
            .map(BlockSpec::window)
            .filter(window -> window > 0)
            .distinct()
            .toList();
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(POSITIONS, 1))) {
      for (int window : windows) {
        int[] tokens = tokens(model, window + 2, 5);
        double[][] expected = twin(model).logits(tokens);
        for (int length = window - 1; length <= window + 2; length++) {
          int[] prompt = Arrays.copyOf(tokens, length);
          float[][] prefill = new GraphRunner(decoder, 1).run(new int[][] {prompt}, 0)[0];
          Logits.assertClose(prefill, Arrays.copyOf(expected, length));
          GraphRunner decode = new GraphRunner(decoder, 1);
          decode.run(new int[][] {Arrays.copyOf(prompt, length - 1)}, 0);
          float[] last = decode.run(new int[][] {{prompt[length - 1]}}, length - 1)[0][0];
          Logits.assertClose(new float[][] {last}, new double[][] {expected[length - 1]});
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void longContextsEqualFloat64(String family) {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    int[] tokens = tokens(model, LONG, 11);
    double[][] expected = twin(model).logits(tokens);
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(LONG, 2))) {
      GraphRunner runner = new GraphRunner(decoder, 1);
      float[][] logits = runner.inChunks(Arrays.copyOf(tokens, LONG - 3), 512);
      Logits.assertClose(logits, Arrays.copyOf(expected, LONG - 3));
      for (int position = LONG - 3; position < LONG; position++) {
        float[] next = runner.run(new int[][] {{tokens[position]}}, position)[0][0];
        Logits.assertClose(new float[][] {next}, new double[][] {expected[position]});
      }
    }
  }

  /** Stored shards and memory give the same bits, and so does any cut into shards. */
  @ParameterizedTest
  @MethodSource("families")
  void storedShardsAndMemoryGiveTheSameBits(String family) {
    LocalModel stored = TinyCheckpoint.pico(family).local(folder.resolve("one"));
    LocalModel sharded = TinyCheckpoint.pico(family).shards(3).local(folder.resolve("three"));
    int[] tokens = tokens(stored, 40, 3);
    DecoderOptions options = DecoderOptions.of(POSITIONS, 1);
    try (Decoder one = Decoder.open(stored, options);
        Decoder three = Decoder.open(sharded, options);
        Decoder memory = Decoder.open(PicoModels.inMemory(stored), options)) {
      float[][] expected = new GraphRunner(one, 1).oneByOne(tokens);
      assertThat(new GraphRunner(three, 1).oneByOne(tokens)).isDeepEqualTo(expected);
      assertThat(new GraphRunner(memory, 1).oneByOne(tokens)).isDeepEqualTo(expected);
    }
  }

  private static Float64Decoder twin(LocalModel model) {
    return new Float64Decoder(model.config().describe(), model);
  }

  private static int[] tokens(LocalModel model, int length, long seed) {
    int vocabularySize = model.config().describe().vocabularySize();
    return new Random(seed).ints(length, 0, vocabularySize).toArray();
  }
}
