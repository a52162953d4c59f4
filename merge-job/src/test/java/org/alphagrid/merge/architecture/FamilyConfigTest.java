package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.job.ModelShapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every family owes when it reads a config.json: refuse what it does not do, by key. */
class FamilyConfigTest {
  static Stream<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name);
  }

  @ParameterizedTest
  @MethodSource("families")
  void smallestShapeIsThereAndUsesNoUnknownKey(String family) {
    assertThat(ModelShapes.names()).contains(ModelShapes.pico(family));
    DecoderSpec spec = TinyCheckpoint.pico(family).spec();
    assertThat(spec.family()).isEqualTo(family);
    assertThat(WeightLayout.of(spec)).extracting(WeightSlot::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("families")
  void unreadKeysAreRefused(String family) {
    refuses(
        TinyCheckpoint.pico(family).with("attention_multiplier", 0.5),
        "Unsupported keys [attention_multiplier]: family '" + family + "' does not know them");
  }

  @ParameterizedTest
  @MethodSource("families")
  void neutralKeysAreAccepted(String family) {
    TinyCheckpoint noted =
        TinyCheckpoint.pico(family)
            .with("transformers_version", "4.57.1")
            .with("use_cache", false)
            .with("attention_dropout", 0.1)
            .with("eos_token_id", List.of(1, 2));
    assertThat(noted.spec()).isEqualTo(TinyCheckpoint.pico(family).spec());
  }

  @ParameterizedTest
  @MethodSource("families")
  void quantisedCheckpointsAreRefused(String family) {
    refuses(
        TinyCheckpoint.pico(family).with("quantization_config", Map.of("quant_method", "awq")),
        "Unsupported quantization_config: {\"quant_method\":\"awq\"} (supported: none; in");
  }

  @ParameterizedTest
  @MethodSource("families")
  void otherHeadsAreRefused(String family) {
    refuses(
        TinyCheckpoint.pico(family).with("architectures", List.of("QwenForRewardModel")),
        "Unsupported architectures: QwenForRewardModel (supported: names ending in ForCausalLM");
  }

  @ParameterizedTest
  @MethodSource("families")
  void otherActivationsAreRefused(String family) {
    boolean gemma = family.startsWith("gemma");
    refuses(
        TinyCheckpoint.pico(family).with(gemma ? "hidden_activation" : "hidden_act", "relu"),
        (gemma ? "hidden_activation" : "hidden_act") + ": relu (supported: ");
  }

  @ParameterizedTest
  @MethodSource("families")
  void headCountThatDoesNotDivideIsRefused(String family) {
    refuses(
        TinyCheckpoint.pico(family).with("num_key_value_heads", 3),
        "Invalid attention: 4 heads over 3 key/value heads (must divide)");
  }

  @ParameterizedTest
  @MethodSource("families")
  void missingSizesAreNamed(String family) {
    for (String key :
        List.of(
            "hidden_size",
            "vocab_size",
            "num_hidden_layers",
            "num_attention_heads",
            "max_position_embeddings",
            "rms_norm_eps")) {
      refuses(TinyCheckpoint.pico(family).without(key), "Missing required key '" + key + "'");
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void unknownRotationIsRefused(String family) {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.pico(family).with("rope_scaling", Map.of("rope_type", "ntk", "factor", 2));
    refuses(
        checkpoint,
        "Invalid rope_scaling.rope_type: \"ntk\" (must be one of [default, linear, dynamic, yarn,"
            + " llama3, longrope]");
  }

  @ParameterizedTest
  @MethodSource("families")
  void unreadRotationSettingsAreRefused(String family) {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.pico(family)
            .with("rope_scaling", Map.of("rope_type", "linear", "factor", 2, "mrope_section", 1));
    refuses(checkpoint, "Unknown key 'mrope_section'");
  }

  /** The newer spelling of a rotation says the same. */
  @ParameterizedTest
  @MethodSource("families")
  void bothSpellingsOfARotationAgree(String family) {
    Map<String, Object> linear = Map.of("rope_type", "linear", "factor", 2);
    Map<String, Object> both = Map.of("rope_type", "linear", "factor", 2, "rope_theta", 50_000);
    DecoderSpec older =
        TinyCheckpoint.pico(family).with("rope_scaling", linear).with("rope_theta", 50_000).spec();
    TinyCheckpoint newer =
        TinyCheckpoint.pico(family)
            .without("rope_scaling")
            .without("rope_theta")
            .with("rope_parameters", both);
    assertThat(newer.spec()).isEqualTo(older);
    refuses(newer.with("rope_scaling", linear), "both rope_parameters and rope_scaling");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("qwen2", "use_mrope", true, "Unsupported use_mrope: true (supported: false"),
        refused("qwen3", "attention_bias", true, "Unsupported attention_bias: true"),
        refused("qwen3_moe", "use_sliding_window", true, "Unsupported use_sliding_window: true"),
        refused("qwen3_moe", "num_experts_per_tok", 9, "experts per token: 9 (must be from 1 to 8"),
        refused("qwen3_moe", "mlp_only_layers", List.of(4), "a whole number from 0 to 3"),
        refused("phi3", "attention_bias", true, "Unsupported attention_bias: true"),
        refused("phi3", "partial_rotary_factor", 1.5, "Invalid partial_rotary_factor: 1.5"),
        refused("phi3", "partial_rotary_factor", 0.25, "a list of 4, one for each pair"),
        refused("gemma2", "layer_types", List.of("full_attention"), "a list of 4, one for each"),
        refused(
            "gemma3_text",
            "layer_types",
            List.of("full_attention", "full_attention", "chunked_attention", "full_attention"),
            "must be one of [full_attention, sliding_attention]"),
        refused("gemma2", "query_pre_attn_scalar", -1, "Invalid query_pre_attn_scalar: -1"),
        refused("llama", "hidden_size", "64", "Invalid hidden_size: \"64\" (must be a whole"),
        refused("llama", "num_hidden_layers", 0, "Invalid num_hidden_layers: 0"),
        refused(
            "llama",
            "rope_scaling",
            Map.of("rope_type", "llama3", "factor", 8),
            "Missing required key 'low_freq_factor'"),
        refused(
            "llama",
            "rope_parameters",
            Map.of("rope_type", "default", "rope_theta", 7),
            "both rope_parameters and rope_scaling"),
        refused("olmo2", "clip_qkv", 8, "Unsupported keys [clip_qkv]"));
  }

  private static Arguments refused(String family, String key, Object value, String message) {
    return Arguments.of(family, key, value, message);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("refused")
  void unsupportedValuesAreRefused(String family, String key, Object value, String message) {
    refuses(TinyCheckpoint.pico(family).with(key, value), message);
  }

  @Test
  void slidingLayerWithoutAWindowIsRefused() {
    refuses(
        TinyCheckpoint.pico("qwen2")
            .with("layer_types", List.of("sliding_attention", "full_attention", "full_attention")),
        "must be full_attention, since no sliding window is set");
  }

  @Test
  void contradictingRopeThetasAreRefused() {
    refuses(
        TinyCheckpoint.pico("qwen2").with("rope_parameters", Map.of("rope_theta", 7)),
        "Cannot take rope_theta 10000.0 and 7.0 (must agree; in config.json)");
  }

  @Test
  void unknownFamilyListsTheKnown() {
    refuses(
        TinyCheckpoint.pico("llama").with("model_type", "lama"),
        "Unknown model family (model_type) 'lama'; did you mean 'llama'? known: [gemma2");
  }

  private static void refuses(TinyCheckpoint checkpoint, String message) {
    assertThatThrownBy(checkpoint::spec)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("config.json");
  }
}
