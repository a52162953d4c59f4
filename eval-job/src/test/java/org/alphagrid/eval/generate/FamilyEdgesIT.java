package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.DecoderGraph;
import org.alphagrid.eval.onnx.EdgeShapes;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One of everything, or none: the smallest shapes of every family, through the batcher, whose
 * prefill wants as few rows as the graph allows. A native operator that cannot do one of these
 * would end the process.
 */
class FamilyEdgesIT {
  private static final int NEW_TOKENS = 3;
  private static final int POSITIONS = 140;

  /** A prefill of nothing, of one token, of exactly one chunk, and of one token more. */
  private static final List<Integer> PROMPTS = List.of(1, 2, 129, 130);

  @TempDir private Path folder;

  static Stream<Arguments> edges() {
    List<Arguments> edges = new ArrayList<>();
    for (Architecture family : Architecture.CATALOG.all()) {
      EdgeShapes.of(family.name())
          .forEach((name, shape) -> edges.add(Arguments.of(family.name(), name, shape)));
    }
    return edges.stream();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("edges")
  void tokensAreTheBestOfFloat64(String family, String name, TinyCheckpoint checkpoint) {
    LocalModel model = checkpoint.local(folder);
    DecoderSpec spec = model.config().describe();
    Float64Decoder twin = new Float64Decoder(spec, model);
    // Nearly always one for each prompt, however it is run.
    Map<List<Object>, Generation> generations = new HashMap<>();
    for (boolean prepacking : new boolean[] {true, false}) {
      DecoderOptions options = new DecoderOptions(POSITIONS, 1, prepacking);
      try (Decoder decoder = Decoder.open(model, options)) {
        for (int slots : new int[] {1, PROMPTS.size()}) {
          generate(decoder, slots)
              .forEach(it -> generations.put(List.of(it.key(), it.tokens()), it));
        }
      }
    }
    generations.values().forEach(generation -> assertBest(twin, spec, generation));
  }

  private static List<Generation> generate(Decoder decoder, int slots) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int length : PROMPTS) {
      Decoding greedy = new Decoding(0, 0, 1, 0, NEW_TOKENS);
      TokenIds prompt = TokenIds.of(prompt(decoder.spec(), length));
      requests.add(new GenerationRequest("" + length, prompt, greedy, 0, Set.of()));
    }
    List<Generation> results = new ArrayList<>();
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, slots)) {
      batcher.run(requests.iterator(), results::add);
    }
    assertThat(results).hasSameSizeAs(requests);
    return results;
  }

  private static int[] prompt(DecoderSpec spec, int length) {
    return new Random(length).ints(length, 0, spec.vocabularySize()).toArray();
  }

  /** Every token has the best logit of the twin, or one within rounding of it. */
  private static void assertBest(Float64Decoder twin, DecoderSpec spec, Generation generation) {
    int length = Integer.parseInt(generation.key());
    if (length + 1 > spec.contextLength()) {
      assertThat(generation.error()).startsWith("Invalid prompt: " + length + " tokens");
      return;
    }
    assertThat(generation.error()).isEmpty();
    TokenIds tokens = generation.tokens();
    assertThat(tokens.length()).isEqualTo(Math.min(NEW_TOKENS, spec.contextLength() - length));
    int[] sequence =
        IntStream.concat(IntStream.of(prompt(spec, length)), tokens.stream()).toArray();
    double[][] logits = twin.logits(sequence);
    for (int i = 0; i < tokens.length(); i++) {
      double[] after = logits[length - 1 + i];
      double best = IntStream.range(0, after.length).mapToDouble(id -> after[id]).max().orElse(0);
      double largest =
          IntStream.range(0, after.length).mapToDouble(id -> Math.abs(after[id])).max().orElse(0);
      assertThat(after[tokens.at(i)])
          .as("token %d after %d", i, length)
          .isGreaterThanOrEqualTo(best - 2 * Logits.TOLERANCE * largest);
    }
  }

  /** So that the tests above are of prefills that want no row wherever the graph takes none. */
  @Test
  void onlyWhatEndsInExpertsWantsARow() {
    for (Architecture family : Architecture.CATALOG.all()) {
      EdgeShapes.of(family.name())
          .forEach(
              (name, shape) -> {
                DecoderSpec spec = shape.spec();
                assertThat(DecoderGraph.leastWanted(spec, TokenChoice.LOGITS))
                    .as("%s, %s", family.name(), name)
                    .isEqualTo(
                        spec.blocks().get(spec.layers() - 1).feedForward() instanceof Experts
                            ? 1
                            : 0);
              });
    }
  }
}
