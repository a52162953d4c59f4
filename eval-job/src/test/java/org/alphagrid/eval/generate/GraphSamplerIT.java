package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens chosen inside the graph, through the batcher: those drawn outside from its logits. */
class GraphSamplerIT {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 30);
  private static final Decoding SAMPLED = new Decoding(0.9, 20, 0.95, 0.01, 30);
  private static final DecoderOptions OPTIONS = DecoderOptions.of(96, 1);

  @TempDir private Path folder;

  static Stream<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name);
  }

  /** Rows come and go, prompts are computed between steps, and the cache is the engine's too. */
  @ParameterizedTest
  @MethodSource("families")
  void bestTokensAreThoseOfTheGreedySampler(String family) {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    Map<String, Generation> expected = run(model, OPTIONS, GREEDY);
    assertSame(run(model, OPTIONS.withChoice(TokenChoice.BEST), GREEDY), expected);
    assertSame(run(model, OPTIONS.withChoice(TokenChoice.random(20)), GREEDY), expected);
    assertSame(
        run(model, OPTIONS.withChoice(TokenChoice.BEST).withEngineCache(), GREEDY), expected);
  }

  /** Float32 in the graph, float64 outside: of 1,200 tokens hardly one lies on a border. */
  @Test
  void randomTokensAreThoseOfTheSampler() {
    LocalModel model = TinyCheckpoint.pico("qwen2").local(folder);
    Map<String, Generation> expected = run(model, OPTIONS, SAMPLED);
    Map<String, Generation> chosen =
        run(model, OPTIONS.withChoice(TokenChoice.random(20)), SAMPLED);
    long same =
        expected.keySet().stream()
            .filter(key -> chosen.get(key).tokens().equals(expected.get(key).tokens()))
            .count();
    assertThat(same).isBetween(expected.size() - 1L, (long) expected.size());
  }

  @Test
  void whatTheGraphCannotDoIsAnErrorOfTheRequest() {
    LocalModel model = TinyCheckpoint.pico("qwen2").local(folder);
    Decoding penalised = new Decoding(0, 0, 1, 0, 1.2, 0, 0, 30);
    assertThat(run(model, OPTIONS.withChoice(TokenChoice.BEST), penalised).values())
        .allSatisfy(
            generation ->
                assertThat(generation.error())
                    .isEqualTo("Invalid decoding: penalties (tokens are chosen inside the graph)"));
    assertThat(run(model, OPTIONS.withChoice(TokenChoice.BEST), SAMPLED).values())
        .allSatisfy(
            generation ->
                assertThat(generation.error())
                    .isEqualTo(
                        "Invalid decoding: temperature 0.9 (must be 0: the graph chooses the best token)"));
    assertThat(run(model, OPTIONS.withChoice(TokenChoice.random(10)), SAMPLED).values())
        .allSatisfy(
            generation ->
                assertThat(generation.error())
                    .isEqualTo(
                        "Invalid decoding: top-k 20 (must be from 1 to 10, the candidates of the graph's choice)"));
  }

  private static void assertSame(Map<String, Generation> chosen, Map<String, Generation> expected) {
    assertThat(chosen.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (key, generation) -> {
          assertThat(chosen.get(key).tokens()).isEqualTo(generation.tokens());
          assertThat(chosen.get(key).reason()).isEqualTo(generation.reason());
        });
  }

  private static Map<String, Generation> run(
      LocalModel model, DecoderOptions options, Decoding decoding) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      TokenIds prompt = TokenIds.of(new Random(i / 3).ints(1 + i % 50, 0, 320).toArray());
      requests.add(new GenerationRequest("r" + i, prompt, decoding, i, Set.of(7)));
    }
    Map<String, Generation> results = new TreeMap<>();
    try (Decoder decoder = Decoder.open(model, options);
        ContinuousBatcher batcher = new ContinuousBatcher(decoder, 6)) {
      batcher.run(requests.iterator(), result -> results.put(result.key(), result));
    }
    return results;
  }
}
