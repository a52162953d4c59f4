package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions do not depend on what else is in the batch, and a bad request harms no other. */
class ContinuousBatcherIT {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 20);
  private static final Decoding SAMPLED = new Decoding(0.9, 20, 0.95, 0.01, 30);
  private static final DecoderSpec SPEC = PicoModels.qwen3(true);

  @TempDir private static Path folder;
  private static LocalModel model;
  private static Decoder decoder;

  @BeforeAll
  static void open() {
    model = PicoModels.stored(folder, SPEC, DType.BF16, 3);
    decoder = Decoder.open(model, DecoderOptions.of(96, 1));
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @Test
  void greedyEqualsNaiveGreedyOfFloat64Twin() {
    List<GenerationRequest> requests = requests(12, GREEDY);
    Map<String, Generation> results = run(decoder, 5, requests);
    for (GenerationRequest request : requests) {
      assertThat(results.get(request.key()).tokens()).isEqualTo(naiveGreedy(request));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void crowdEqualsAlone(boolean prepacking) {
    int threads = prepacking ? 2 : 1;
    try (Decoder one = Decoder.open(model, new DecoderOptions(96, 1, prepacking));
        Decoder two = Decoder.open(model, new DecoderOptions(96, threads, prepacking))) {
      List<GenerationRequest> requests = requests(60, SAMPLED);
      requests.addAll(requests(20, GREEDY));
      Map<String, TokenIds> alone = new HashMap<>();
      for (GenerationRequest request : requests) {
        alone.putAll(tokens(run(one, 1, List.of(request))));
      }
      for (int slots : new int[] {1, 2, 3, 8, 33, 100}) {
        Collections.shuffle(requests, new Random(slots));
        requireEqual(tokens(run(one, slots, requests)), alone);
        requireEqual(tokens(run(two, slots, requests)), alone);
      }
    }
  }

  /** So little memory that slots grow, rows make room for each other and begin again. */
  @ParameterizedTest
  @ValueSource(ints = {96, 150, 230, 400})
  void littleMemoryChangesNothing(int positions) {
    List<GenerationRequest> requests = requests(40, SAMPLED);
    for (int length : new int[] {60, 70, 80, 90}) {
      requests.add(request("long" + length, length, SAMPLED, Set.of()));
    }
    Map<String, TokenIds> expected = tokens(run(decoder, 8, requests));
    // Keys and values of 2 layers, 2 heads of 16, float32.
    BatchOptions little = new BatchOptions(8, positions * 2L * 2 * 2 * 16 * 4);
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, little)) {
      requireEqual(tokens(run(batcher, requests)), expected);
      Collections.reverse(requests);
      requireEqual(tokens(run(batcher, requests)), expected);
      assertThat(batcher.statistics().mostRows()).isBetween(1, positions / 64 + 1);
    }
  }

  @Test
  void requestThatNeverFitsTheCacheIsRefusedAndOthersGoOn() {
    GenerationRequest small = request("small", 5, GREEDY, Set.of());
    GenerationRequest large = request("large", 40, GREEDY, Set.of());
    BatchOptions little = new BatchOptions(4, 50 * 2L * 2 * 2 * 16 * 4);
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, little)) {
      Map<String, Generation> results = run(batcher, List.of(large, small));
      assertThat(results.get("small").tokens()).isEqualTo(naiveGreedy(small));
      assertThat(results.get("large").reason()).isEqualTo(FinishReason.ERROR);
      assertThat(results.get("large").error())
          .isEqualTo(
              "Invalid request: 40 tokens of prompt and 20 of completion need a cache of 60 positions (must be at most 50; raise eval.engine.cacheMiB or lower maxTokens)");
    }
  }

  @Test
  void batcherIsUsedAgainOverItsOldCache() {
    List<GenerationRequest> requests = requests(30, SAMPLED);
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 4)) {
      Map<String, Generation> first = run(batcher, requests);
      Collections.reverse(requests);
      assertThat(tokens(run(batcher, requests))).isEqualTo(tokens(first));
    }
  }

  @Test
  void everyRequestIsAnsweredOnce() {
    List<GenerationRequest> requests = requests(50, SAMPLED);
    List<String> keys = new ArrayList<>();
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 7)) {
      batcher.run(requests.iterator(), generation -> keys.add(generation.key()));
    }
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            requests.stream().map(GenerationRequest::key).toList());
  }

  @Test
  void stopTokenEndsAndIsCounted() {
    GenerationRequest free = request("free", 5, GREEDY, Set.of());
    TokenIds tokens = run(decoder, 1, List.of(free)).get("free").tokens();
    int stop = tokens.at(4);
    int firstPlace = (int) tokens.stream().takeWhile(id -> id != stop).count();
    GenerationRequest stopped = request("stopped", 5, GREEDY, Set.of(stop));
    Generation result = run(decoder, 2, List.of(stopped, free)).get("stopped");
    assertThat(result.reason()).isEqualTo(FinishReason.STOP);
    assertThat(result.tokens()).isEqualTo(tokens.slice(0, firstPlace + 1));
    assertThat(result.textTokens()).isEqualTo(tokens.slice(0, firstPlace));
  }

  @Test
  void capEndsWithLength() {
    Generation result = run(decoder, 2, List.of(request("a", 5, GREEDY, Set.of()))).get("a");
    assertThat(result.reason()).isEqualTo(FinishReason.LENGTH);
    assertThat(result.tokens().length()).isEqualTo(20);
  }

  @Test
  void contextEndsWithLength() {
    GenerationRequest longest = request("longest", 95, GREEDY, Set.of());
    GenerationRequest shorter = request("shorter", 90, GREEDY, Set.of());
    Map<String, Generation> results = run(decoder, 2, List.of(longest, shorter));
    assertThat(results.get("longest").tokens().length()).isEqualTo(1);
    assertThat(results.get("shorter").tokens().length()).isEqualTo(6);
    assertThat(results.get("shorter").tokens()).isEqualTo(naiveGreedy(shorter));
    assertThat(results.values()).allMatch(result -> result.reason() == FinishReason.LENGTH);
  }

  @Test
  void badRequestsGiveErrorsAndOthersGoOn() {
    GenerationRequest good = request("good", 5, GREEDY, Set.of());
    GenerationRequest tooLong = request("tooLong", 96, GREEDY, Set.of());
    GenerationRequest unknown =
        new GenerationRequest("unknown", TokenIds.of(1, 101), GREEDY, 0, Set.of());
    GenerationRequest empty =
        new GenerationRequest("empty", TokenIds.of(new int[0]), GREEDY, 0, Set.of());
    Map<String, Generation> results = run(decoder, 1, List.of(tooLong, unknown, good, empty));
    assertThat(results.get("good").tokens()).isEqualTo(naiveGreedy(good));
    assertThat(results.get("tooLong").reason()).isEqualTo(FinishReason.ERROR);
    assertThat(results.get("tooLong").error()).contains("96 tokens (must be at most 95");
    assertThat(results.get("unknown").error()).contains("token id 101 (must be from 0 to 100");
    assertThat(results.get("empty").error()).contains("no tokens");
  }

  @Test
  void batchersOfSeveralThreadsShareADecoder() throws Exception {
    List<GenerationRequest> requests = requests(60, SAMPLED);
    Map<String, TokenIds> expected = tokens(run(decoder, 8, requests));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<Map<String, Generation>> task = () -> run(decoder, 8, requests);
      for (var result : threads.invokeAll(List.of(task, task, task))) {
        assertThat(tokens(result.get())).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void modelThatGivesNaNGivesErrors() {
    LocalModel broken = PicoModels.inMemory(model);
    TensorBytes norm = broken.tensors().get(WeightLayout.FINAL_NORM_NAME).bytes();
    ((TensorBytes.InMemory) norm).buffer().putShort(0, (short) 0x7fc0);
    try (Decoder decoder = Decoder.open(broken, DecoderOptions.of(96, 1))) {
      Generation result = run(decoder, 2, List.of(request("a", 5, GREEDY, Set.of()))).get("a");
      assertThat(result.reason()).isEqualTo(FinishReason.ERROR);
      assertThat(result.error()).isEqualTo("Cannot draw a token: the logit of id 0 is NaN");
    }
  }

  /** Prompts repeat, as the samples of one problem do. */
  private static List<GenerationRequest> requests(int count, Decoding decoding) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = 1 + (i / 3 * 7) % 40;
      String key = decoding.temperature() + "/" + i;
      TokenIds prompt = prompt(length, i / 3);
      requests.add(new GenerationRequest(key, prompt, decoding, i, Set.of(7, 8, 9)));
    }
    return requests;
  }

  private static GenerationRequest request(
      String key, int length, Decoding decoding, Set<Integer> stopIds) {
    return new GenerationRequest(key, prompt(length, 11), decoding, 1, stopIds);
  }

  private static TokenIds prompt(int length, long seed) {
    return TokenIds.of(new Random(seed).ints(length, 0, 101).toArray());
  }

  private static TokenIds naiveGreedy(GenerationRequest request) {
    Float64Decoder twin = new Float64Decoder(SPEC, model);
    List<Integer> sequence = new ArrayList<>(request.prompt().stream().boxed().toList());
    int end = Math.min(96, sequence.size() + request.decoding().maxTokens());
    while (sequence.size() < end) {
      int[] tokens = sequence.stream().mapToInt(Integer::intValue).toArray();
      double[] logits = twin.logits(tokens)[tokens.length - 1];
      int next =
          IntStream.range(0, logits.length).reduce(0, (a, b) -> logits[b] > logits[a] ? b : a);
      sequence.add(next);
      if (request.stopIds().contains(next)) {
        break;
      }
    }
    int begin = request.prompt().length();
    return TokenIds.of(
        sequence.subList(begin, sequence.size()).stream().mapToInt(Integer::intValue).toArray());
  }

  private static Map<String, Generation> run(
      Decoder decoder, int slots, List<GenerationRequest> requests) {
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, slots)) {
      return run(batcher, requests);
    }
  }

  private static Map<String, Generation> run(
      ContinuousBatcher batcher, List<GenerationRequest> requests) {
    Map<String, Generation> results = new HashMap<>();
    batcher.run(requests.iterator(), generation -> results.put(generation.key(), generation));
    return results;
  }

  private static void requireEqual(Map<String, TokenIds> actual, Map<String, TokenIds> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, tokens) -> assertThat(actual.get(key)).as(key).isEqualTo(tokens));
  }

  private static Map<String, TokenIds> tokens(Map<String, Generation> results) {
    Map<String, TokenIds> tokens = new HashMap<>();
    results.forEach((key, generation) -> tokens.put(key, generation.tokens()));
    return tokens;
  }
}
