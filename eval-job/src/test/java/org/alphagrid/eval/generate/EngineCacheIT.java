package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.alphagrid.core.ResourceException;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.ort.EngineDevice;
import org.alphagrid.eval.generate.ort.EngineWeights;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way to keep keys and values on a GPU, run with the CPU's own allocator: tokens are those of
 * plain memory.
 */
class EngineCacheIT {
  private static final DecoderSpec SPEC = PicoModels.qwen3(true);
  private static final Decoding SAMPLED = new Decoding(0.9, 20, 0.95, 0.01, 30);

  @TempDir private static Path folder;
  private static LocalModel model;

  @BeforeAll
  static void write() {
    model = PicoModels.stored(folder, SPEC, DType.BF16, 3);
  }

  /** With little memory too, so that slots are moved and divided anew. */
  @Test
  void tokensAreThoseOfPlainMemory() {
    DecoderOptions options = DecoderOptions.of(96, 1);
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      TokenIds prompt = TokenIds.of(new Random(i / 3).ints(1 + i % 60, 0, 101).toArray());
      requests.add(new GenerationRequest("r" + i, prompt, SAMPLED, i, Set.of(7)));
    }
    BatchOptions little = new BatchOptions(6, 200 * 2L * 2 * 2 * 16 * 4);
    try (Decoder plain = Decoder.open(model, options);
        Decoder device = Decoder.open(model, options.withEngineCache())) {
      Map<String, TokenIds> expected = run(plain, BatchOptions.of(6), requests);
      assertThat(run(device, BatchOptions.of(6), requests)).isEqualTo(expected);
      assertThat(run(device, little, requests)).isEqualTo(expected);
    }
  }

  /** More than an address space: a real allocation that fails, after which the rest works on. */
  @Test
  void memoryThatIsNotThereIsAnErrorThatSaysSo() {
    DecoderOptions options = DecoderOptions.of(96, 1).withEngineCache();
    try (Decoder decoder = Decoder.open(model, options)) {
      assertThatThrownBy(() -> decoder.cacheMemory(4, 1L << 45))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Cannot allocate a cache of 536870912 MiB on cpu: ONNX Runtime: ")
          .hasMessageEndingWith("(lower eval.engine.cacheMiB or batch)");
      try (EngineWeights weights = new EngineWeights(options)) {
        TensorEntry huge =
            new TensorEntry("x", DType.F32, Shape.of(1L << 23, 1L << 22), 0, 1L << 47);
        assertThatThrownBy(() -> weights.open(huge, DType.F32))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("Cannot hold tensor 'x' in memory: 134217728 MiB in F32: ");
      }
      GenerationRequest request =
          new GenerationRequest("r", TokenIds.of(1, 2), SAMPLED, 1, Set.of());
      assertThat(run(decoder, BatchOptions.of(2), List.of(request))).hasSize(1);
    }
  }

  @Test
  void aGpuThatIsNotThereIsAnErrorThatSaysWhy() {
    assertThatThrownBy(() -> Decoder.open(model, DecoderOptions.cuda(96, 1, 3, ComputeType.BF16)))
        .hasCauseInstanceOf(ResourceException.class)
        .hasMessageStartingWith("Cannot run on cuda device 3: ")
        .hasMessageContaining("needs the onnxruntime_gpu library");
  }

  @Test
  void computeTypesThatADeviceLacksAreRefused() {
    assertThatThrownBy(
            () ->
                new DecoderOptions(
                    96,
                    1,
                    true,
                    EngineDevice.CPU,
                    0,
                    ComputeType.BF16,
                    false,
                    TokenChoice.LOGITS,
                    Optional.empty()))
        .hasMessage("Invalid compute: bf16 on cpu (must be f32 on cpu, bf16 or f16 on cuda)");
    assertThatThrownBy(() -> EngineDevice.of("gpu"))
        .hasMessage("Invalid device: 'gpu' (must be one of [cpu, cuda])");
  }

  private static Map<String, TokenIds> run(
      Decoder decoder, BatchOptions options, List<GenerationRequest> requests) {
    Map<String, TokenIds> tokens = new HashMap<>();
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, options)) {
      batcher.run(
          requests.iterator(),
          generation -> {
            assertThat(generation.error()).isEmpty();
            tokens.put(generation.key(), generation.tokens());
          });
    }
    return tokens;
  }
}
