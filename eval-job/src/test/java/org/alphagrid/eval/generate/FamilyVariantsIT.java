package org.alphagrid.eval.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a family's configuration may switch, beyond its pico checkpoint, against float64. */
class FamilyVariantsIT {
  private static final int POSITIONS = 160;

  @TempDir private Path folder;

  static Stream<Arguments> variants() {
    return Stream.of(
        variant("qwen2, separate head", qwen2().with("tie_word_embeddings", false)),
        variant(
            "qwen2, windows from layer 1 on",
            qwen2()
                .with("use_sliding_window", true)
                .with("sliding_window", 24)
                .with("max_window_layers", 1)),
        variant(
            "qwen2, windows by layer_types",
            qwen2()
                .with("use_sliding_window", true)
                .with("sliding_window", 24)
                .with(
                    "layer_types",
                    List.of("sliding_attention", "full_attention", "sliding_attention"))),
        variant(
            "qwen3, separate head",
            TinyCheckpoint.pico("qwen3").with("tie_word_embeddings", false)),
        variant("llama, biases", llama().with("attention_bias", true).with("mlp_bias", true)),
        variant("llama, separate head", llama().with("tie_word_embeddings", false)),
        variant("mistral, no window", TinyCheckpoint.pico("mistral").with("sliding_window", null)),
        variant("experts, weights not normalised", experts().with("norm_topk_prob", false)),
        variant("experts, one chosen", experts().with("num_experts_per_tok", 1)),
        variant("experts, all chosen", experts().with("num_experts_per_tok", 8)),
        variant(
            "experts, every other layer",
            experts().with("decoder_sparse_step", 2).with("mlp_only_layers", List.of())),
        variant("experts, one tensor", experts().fusedExperts()),
        variant(
            "experts, one tensor, not normalised, f32",
            experts().with("norm_topk_prob", false).fusedExperts().dtype(DType.F32)),
        variant("phi3, no window", TinyCheckpoint.pico("phi3").with("sliding_window", null)),
        variant(
            "phi3, plain rotation",
            TinyCheckpoint.pico("phi3")
                .with("rope_scaling", null)
                .with("partial_rotary_factor", 1)),
        variant(
            "gemma2, nothing capped",
            TinyCheckpoint.pico("gemma2")
                .with("attn_logit_softcapping", null)
                .with("final_logit_softcapping", null)),
        variant(
            "gemma3, rotations per layer type",
            TinyCheckpoint.pico("gemma3_text")
                .without("rope_scaling")
                .without("rope_theta")
                .without("rope_local_base_freq")
                .with(
                    "rope_parameters",
                    Map.of(
                        "full_attention",
                        Map.of("rope_type", "linear", "factor", 8, "rope_theta", 1_000_000),
                        "sliding_attention",
                        Map.of("rope_type", "default", "rope_theta", 10_000)))),
        rope("linear", Map.of("rope_type", "linear", "factor", 4)),
        variant(
            "phi3, short rotation",
            TinyCheckpoint.pico("phi3")
                .with("max_position_embeddings", 1_024)
                .with(
                    "rope_scaling",
                    Map.of(
                        "type",
                        "longrope",
                        "factor",
                        4,
                        "short_factor",
                        List.of(1, 1, 1.05, 1.1, 1.2, 1.4, 1.7, 2),
                        "long_factor",
                        List.of(1.1, 1.3, 1.7, 2.4, 3.1, 3.6, 3.9, 4)))),
        rope(
            "yarn, own factor",
            Map.of(
                "rope_type",
                "yarn",
                "factor",
                4,
                "original_max_position_embeddings",
                64,
                "attn_factor",
                0.8)),
        rope(
            "dynamic",
            Map.of("type", "dynamic", "factor", 4, "original_max_position_embeddings", 64)),
        rope(
            "yarn",
            Map.of("rope_type", "yarn", "factor", 4, "original_max_position_embeddings", 64)),
        rope(
            "yarn, all said",
            Map.of(
                "rope_type",
                "yarn",
                "factor",
                8,
                "original_max_position_embeddings",
                32,
                "beta_fast",
                16,
                "beta_slow",
                2,
                "truncate",
                false,
                "attention_factor",
                1.3)));
  }

  private static TinyCheckpoint qwen2() {
    return TinyCheckpoint.pico("qwen2");
  }

  private static TinyCheckpoint llama() {
    return TinyCheckpoint.pico("llama");
  }

  private static TinyCheckpoint experts() {
    return TinyCheckpoint.pico("qwen3_moe");
  }

  private static Arguments rope(String name, Map<String, Object> scaling) {
    return variant("rope " + name, qwen2().with("rope_scaling", scaling));
  }

  private static Arguments variant(String name, TinyCheckpoint checkpoint) {
    return Arguments.of(name, checkpoint);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void logitsEqualFloat64(String name, TinyCheckpoint checkpoint) {
    LocalModel model = checkpoint.local(folder);
    int[] tokens = new Random(7).ints(POSITIONS, 0, 320).toArray();
    double[][] expected = new Float64Decoder(model.config().describe(), model).logits(tokens);
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(POSITIONS, 1))) {
      Logits.assertClose(new GraphRunner(decoder, 1).inChunks(tokens, 50), expected);
      Logits.assertClose(new GraphRunner(decoder, 1).oneByOne(tokens), expected);
    }
  }

  /** So that a test of windows or experts cannot pass on a model that has none. */
  @Test
  void variantsAreWhatTheirNamesSay() {
    Assertions.assertThat(windows(qwen2())).containsOnly(0);
    Assertions.assertThat(
            windows(
                qwen2()
                    .with("use_sliding_window", true)
                    .with("sliding_window", 24)
                    .with("max_window_layers", 1)))
        .containsExactly(0, 24, 24);
    Assertions.assertThat(windows(TinyCheckpoint.pico("gemma2"))).containsExactly(40, 0, 40, 0);
    Assertions.assertThat(windows(TinyCheckpoint.pico("gemma3_text")))
        .containsExactly(40, 40, 0, 40);
    Assertions.assertThat(windows(TinyCheckpoint.pico("mistral"))).containsOnly(48);
    Assertions.assertThat(dense(experts())).containsExactly(false, false, true, false);
    Assertions.assertThat(
            dense(experts().with("decoder_sparse_step", 2).with("mlp_only_layers", List.of())))
        .containsExactly(true, false, true, false);
  }

  private static List<Integer> windows(TinyCheckpoint checkpoint) {
    return checkpoint.spec().blocks().stream().map(BlockSpec::window).toList();
  }

  private static List<Boolean> dense(TinyCheckpoint checkpoint) {
    return checkpoint.spec().blocks().stream()
        .map(block -> block.feedForward() instanceof Dense)
        .toList();
  }
}
