package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is computed when: shared prefixes once, long prompts in between, failures contained. */
class BatchingRulesIT {
  private static final int VOCABULARY = 101;
  private static final DecoderSpec SPEC =
      PicoModels.qwen3(VOCABULARY, 64, 700, AttentionSpec.of(4, 2, 16), 2, 80, true);
  private static final Decoding SAMPLED = new Decoding(0.9, 0, 0.95, 0, 1.1, 0.2, 0.1, 12);

  @TempDir private static Path folder;
  private static LocalModel model;

  @BeforeAll
  static void write() {
    model = PicoModels.stored(folder, SPEC, DType.BF16, 3);
  }

  @Test
  void commonPrefixesAreComputedOnceAndChangeNothing() {
    int[] common = ids(300, 1);
    List<GenerationRequest> requests = new ArrayList<>();
    for (int problem = 0; problem < 4; problem++) {
      int[] own = ids(40, 10 + problem);
      int[] prompt = new int[340];
      System.arraycopy(common, 0, prompt, 0, 300);
      System.arraycopy(own, 0, prompt, 300, 40);
      for (int sample = 0; sample < 3; sample++) {
        requests.add(request(problem + "/" + sample, prompt, sample));
      }
    }
    try (Decoder decoder = Decoder.open(SPEC, model, DecoderOptions.of(700, 1))) {
      Map<String, TokenIds> alone = new HashMap<>();
      for (GenerationRequest request : requests) {
        try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 1)) {
          alone.putAll(run(batcher, List.of(request)));
        }
      }
      try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 5)) {
        assertThat(run(batcher, requests)).isEqualTo(alone);
        // Two whole chunks of 128 are shared by all, the other 83 by the samples of a problem.
        assertThat(batcher.statistics().prefillTokens()).isEqualTo(2 * 128 + 4 * 83);
      }
    }
  }

  @Test
  void rowsGoOnWhileALongPromptIsComputed() {
    GenerationRequest quick = request("quick", ids(3, 2), 1);
    GenerationRequest patient = request("patient", ids(600, 3), 2);
    List<Long> computedWhenQuickEnded = new ArrayList<>();
    try (Decoder decoder = Decoder.open(SPEC, model, DecoderOptions.of(700, 1));
        ContinuousBatcher batcher = new ContinuousBatcher(decoder, 2)) {
      GenerationRequest brief =
          new GenerationRequest(quick.key(), quick.prompt(), SAMPLED.withMaxTokens(2), 1, Set.of());
      batcher.run(
          List.of(brief, patient).iterator(),
          generation -> {
            assertThat(generation.reason()).isEqualTo(FinishReason.LENGTH);
            computedWhenQuickEnded.add(batcher.statistics().prefillTokens());
          });
    }
    assertThat(computedWhenQuickEnded.get(0)).isBetween(2L, 2L + 3 * 128);
    assertThat(computedWhenQuickEnded.get(1)).isEqualTo(2 + 599);
  }

  @Test
  void failuresOfTheEngineEndTheRowsInTheStepAndAreNotRepeatedForEver() {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      requests.add(request("r" + i, ids(5, i), i));
    }
    List<Generation> results = new ArrayList<>();
    Decoder decoder = Decoder.open(SPEC, model, DecoderOptions.of(700, 1));
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 2)) {
      assertThatThrownBy(
              () ->
                  batcher.run(
                      requests.iterator(),
                      generation -> {
                        results.add(generation);
                        if (results.size() == 1) {
                          decoder.close();
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Cannot go on after 3 failures of the engine in a row; the last:");
    }
    // Both rows of the last good step were done.
    assertThat(results).extracting(Generation::key).hasSizeGreaterThan(2).contains("r0", "r1");
    assertThat(results.subList(2, results.size()))
        .allSatisfy(
            generation -> {
              assertThat(generation.reason()).isEqualTo(FinishReason.ERROR);
              assertThat(generation.error()).isNotEmpty();
            });
  }

  private static GenerationRequest request(String key, int[] prompt, long seed) {
    return new GenerationRequest(key, TokenIds.of(prompt), SAMPLED, seed, Set.of());
  }

  private static int[] ids(int count, long seed) {
    return new Random(seed).ints(count, 0, VOCABULARY).toArray();
  }

  private static Map<String, TokenIds> run(
      ContinuousBatcher batcher, List<GenerationRequest> requests) {
    Map<String, TokenIds> tokens = new HashMap<>();
    batcher.run(
        requests.iterator(), generation -> tokens.put(generation.key(), generation.tokens()));
    return tokens;
  }
}
