package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderCacheIT {
  @TempDir private static Path folder;
  private static LocalModel model;
  private final AtomicInteger loads = new AtomicInteger();

  @BeforeAll
  static void write() {
    model = PicoModels.stored(folder, PicoModels.qwen3(true), DType.BF16, 1);
  }

  @Test
  void manyThreadsShareOneLoad() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (DecoderCache cache = new DecoderCache(1)) {
      Callable<Decoder> task =
          () -> {
            try (DecoderCache.Lease lease = cache.acquire("a", this::load)) {
              return lease.decoder();
            }
          };
      List<Callable<Decoder>> tasks =
          IntStream.range(0, 16).mapToObj(i -> task).collect(Collectors.toList());
      Decoder first = threads.submit(task).get();
      for (var future : threads.invokeAll(tasks)) {
        assertThat(future.get()).isSameAs(first);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void unusedModelsGoFirstAndModelsInUseStay() {
    try (DecoderCache cache = new DecoderCache(1)) {
      DecoderCache.Lease a = cache.acquire("a", this::load);
      DecoderCache.Lease b = cache.acquire("b", this::load);
      try (DecoderCache.Lease again = cache.acquire("a", this::load)) {
        assertThat(again.decoder()).isSameAs(a.decoder());
      }
      a.close();
      a.close();
      try (DecoderCache.Lease again = cache.acquire("b", this::load)) {
        assertThat(again.decoder()).isSameAs(b.decoder());
      }
      b.close();
      assertThat(loads).hasValue(2);
      cache.acquire("a", this::load).close();
      assertThat(loads).hasValue(3);
    }
  }

  @Test
  void failedLoadIsNotRemembered() {
    try (DecoderCache cache = new DecoderCache(1)) {
      assertThatThrownBy(
              () ->
                  cache.acquire(
                      "a",
                      () -> {
                        throw new IllegalStateException("no such model");
                      }))
          .hasMessage("no such model");
      cache.acquire("a", this::load).close();
      assertThat(loads).hasValue(1);
    }
  }

  private Decoder load() {
    loads.incrementAndGet();
    return Decoder.open(model, DecoderOptions.of(16, 1));
  }
}
