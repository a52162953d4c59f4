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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several tasks feed one batcher; each gets what it would get alone. */
class SharedBatcherIT {
  private static final int TASKS = 4;
  private static final Decoding SAMPLED = new Decoding(0.9, 20, 0.95, 0.01, 25);

  @TempDir private static Path folder;
  private static Decoder decoder;

  @BeforeAll
  static void open() {
    var model = PicoModels.stored(folder, PicoModels.qwen3(true), DType.BF16, 3);
    decoder = Decoder.open(model, DecoderOptions.of(96, 2));
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyTaskGetsWhatItGetsAlone(int batchers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(TASKS);
    try (SharedBatcher shared = new SharedBatcher(decoder, BatchOptions.of(7), batchers)) {
      List<Future<Map<String, TokenIds>>> together = new ArrayList<>();
      for (int task = 0; task < TASKS; task++) {
        List<GenerationRequest> requests = requests(task);
        together.add(threads.submit(() -> run(shared, requests)));
      }
      for (int task = 0; task < TASKS; task++) {
        Map<String, TokenIds> alone = new HashMap<>();
        try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 3)) {
          batcher.run(requests(task).iterator(), g -> alone.put(g.key(), g.tokens()));
        }
        assertThat(together.get(task).get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  /** What one task does with its results is no other task's trouble, nor the next one's. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aTaskThatFailsHarmsNoOther(int batchers) {
    try (SharedBatcher shared = new SharedBatcher(decoder, BatchOptions.of(4), batchers)) {
      assertThatThrownBy(
              () ->
                  shared.run(
                      requests(1),
                      result -> {
                        throw new IllegalArgumentException("no room for " + result.key());
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Cannot generate: no room for r");
      assertThat(run(shared, requests(2))).hasSize(requests(2).size());
    }
  }

  /**
   * One task alone has all cores: its requests are dealt out evenly, a few of a prompt together.
   */
  @Test
  void requestsOfOneTaskAreSpreadOverAllBatchers() {
    try (SharedBatcher shared = new SharedBatcher(decoder, BatchOptions.of(64), 3)) {
      assertThat(run(shared, requests(2))).hasSize(requests(2).size());
      assertThat(shared.statistics())
          .allSatisfy(batcher -> assertThat(batcher.mostRows()).isLessThanOrEqualTo(5));
    }
  }

  @Test
  void theLastLeaseClosesTheSharedBatcherAndKeepsTheModel() {
    try (DecoderCache cache = new DecoderCache(1)) {
      var model = PicoModels.stored(folder, PicoModels.qwen3(true), DType.BF16, 3);
      DecoderCache.Lease first =
          cache.acquire("a", () -> Decoder.open(model, DecoderOptions.of(96, 1)));
      DecoderCache.Lease second = cache.acquire("a", () -> fail("loaded twice"));
      SharedBatcher shared = first.shared(BatchOptions.of(4), 2);
      assertThat(second.shared(BatchOptions.of(9), 1)).isSameAs(shared);
      first.close();
      assertThat(run(shared, requests(0))).hasSize(requests(0).size());
      second.close();
      assertThatThrownBy(() -> shared.run(requests(0), result -> {}))
          .hasMessage("Cannot generate: the batcher is closed");
      assertThatThrownBy(() -> second.shared(BatchOptions.of(4), 1))
          .hasMessage("Cannot share a batcher: the model was given back");
      try (DecoderCache.Lease third = cache.acquire("a", () -> fail("loaded twice"))) {
        assertThat(third.shared(BatchOptions.of(4), 1)).isNotSameAs(shared);
      }
    }
  }

  @Test
  void theBatchThatIsFoundFitsTheCache() {
    long position = 2L * decoder.spec().layers() * decoder.spec().attention().keyValueWidth() * 4;
    assertThat(new BatchSearch(decoder, Long.MAX_VALUE / 4).rows()).isBetween(4, 256);
    assertThat(new BatchSearch(decoder, position * 8 * 48).rows()).isBetween(4, 8);
    assertThat(new BatchSearch(decoder, position * 50).rows()).isEqualTo(1);
  }

  private static Decoder fail(String why) {
    throw new AssertionError(why);
  }

  private static Map<String, TokenIds> run(SharedBatcher shared, List<GenerationRequest> requests) {
    Map<String, TokenIds> tokens = new HashMap<>();
    shared.run(requests, generation -> tokens.put(generation.key(), generation.tokens()));
    return tokens;
  }

  /** Keys are the same in every task. */
  private static List<GenerationRequest> requests(int task) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      TokenIds prompt = TokenIds.of(new Random(i / 3).ints(1 + i % 40, 0, 101).toArray());
      requests.add(new GenerationRequest("r" + i, prompt, SAMPLED, 100L * task + i, Set.of(7)));
    }
    return requests;
  }
}
