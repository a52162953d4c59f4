package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
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
    refuses(checkpoint, "Unsupported keys [mrope_section]: a rotation of type 'linear' does not");
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

  /** A lowered context no longer says how far the model was stretched. */
  @Test
  void longRopeOfTheTrainedLengthNeedsItsFactor() {
    TinyCheckpoint lowered = TinyCheckpoint.pico("phi3").with("max_position_embeddings", 1_024);
    refuses(
        lowered,
        "Missing required key 'factor' (at 'rope_scaling' in config.json): max_position_embeddings"
            + " 1024 is not above the trained length, so the amplitude of the rotation is not known"
            + " (write the context length of the model as published, divided by 1024, as factor)");
    Map<String, Object> scaling = new HashMap<>();
    scaling.put("type", "longrope");
    scaling.put("short_factor", Collections.nCopies(8, 1));
    scaling.put("long_factor", Collections.nCopies(8, 2));
    DecoderSpec whole = TinyCheckpoint.pico("phi3").with("rope_scaling", scaling).spec();
    scaling.put("factor", 4);
    DecoderSpec part = lowered.with("rope_scaling", scaling).spec();
    assertThat(part.contextLength()).isEqualTo(1_024);
    assertThat(part.blocks().get(0).rope()).isEqualTo(whole.blocks().get(0).rope());
  }

  /** A key that looks like another may do something else. */
  @Test
  void noOtherKeyOfARotationIsProposed() {
    Map<String, Object> scaling = Map.of("rope_type", "yarn", "factor", 4, "attn_factors", 1);
    assertThatThrownBy(() -> TinyCheckpoint.pico("qwen2").with("rope_scaling", scaling).spec())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unsupported keys [attn_factors]")
        .hasMessageNotContaining("did you mean");
    Map<String, Object> both =
        Map.of("rope_type", "yarn", "factor", 4, "attn_factor", 1, "attention_factor", 1);
    refuses(
        TinyCheckpoint.pico("qwen2").with("rope_scaling", both),
        "Cannot take both attention_factor and attn_factor (keep one; at 'rope_scaling' in");
  }

  @Test
  void numbersThatNoMachineHoldsAreRefused() {
    int huge = Integer.MAX_VALUE;
    refuses(TinyCheckpoint.pico("llama").with("num_hidden_layers", huge), "from 1 to 10000");
    refuses(TinyCheckpoint.pico("llama").with("hidden_size", huge), "Invalid hidden size");
    refuses(TinyCheckpoint.pico("llama").with("vocab_size", huge), "Invalid vocabulary size");
    refuses(TinyCheckpoint.pico("llama").with("intermediate_size", huge), "Invalid feed-forward");
    refuses(TinyCheckpoint.pico("llama").with("head_dim", huge - 1), "Invalid rotary size");
    refuses(
        TinyCheckpoint.pico("llama").with("num_attention_heads", huge - 3),
        "Invalid width of all heads");
    refuses(
        TinyCheckpoint.pico("qwen3_moe").with("num_experts", huge / 8),
        "in all layers together (must be at most 131072)");
    refuses(
        TinyCheckpoint.pico("qwen2")
            .with("rope_scaling", Map.of("type", "linear", "factor", Double.MIN_NORMAL / 8)),
        "gives frequencies that are no numbers");
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
