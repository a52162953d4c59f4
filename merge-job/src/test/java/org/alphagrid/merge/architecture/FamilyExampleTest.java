package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.alphagrid.PageExample;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Describes a small config.json with the worked example of FAMILIES.md. */
class FamilyExampleTest {
  private static final String CONFIG =
      """
      {"architectures": ["ExampleForCausalLM"], "model_type": "example", "hidden_size": 64,
       "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 32,
       "intermediate_size": 96, "sliding_window": 8, "max_position_embeddings": 128,
       "rms_norm_eps": 1e-6, "rope_theta": 10000, "vocab_size": 101, "hidden_act": "silu",
       "tie_word_embeddings": true}
      """;

  @TempDir static Path folder;
  private static Architecture family;

  @BeforeAll
  static void compileTheExample() throws Exception {
    family =
        PageExample.compile(
            Architecture.class, Path.of("FAMILIES.md"), "Add a model family", folder);
  }

  private static DecoderSpec describe(String config) {
    return family.describe(ModelConfig.parse("config.json", config));
  }

  @Test
  void theExampleDescribesAConfiguration() {
    DecoderSpec spec = describe(CONFIG);
    assertThat(spec.family()).isEqualTo("example");
    assertThat(spec.contextLength()).isEqualTo(128);
    assertThat(spec.blocks()).extracting(BlockSpec::window).containsExactly(8, 0);
    assertThat(spec.attention().queryKeyNorm()).isEqualTo(QueryKeyNorm.PER_HEAD);
    List<WeightSlot> layout = WeightLayout.of(spec);
    assertThat(layout)
        .extracting(slot -> slot.name() + " " + slot.shape())
        .contains(
            "model.layers.0.self_attn.q_proj.weight [128, 64]",
            "model.layers.0.self_attn.k_proj.weight [64, 64]",
            "model.layers.0.self_attn.q_norm.weight [32]",
            "model.layers.0.mlp.down_proj.weight [64, 96]");
    assertThat(layout).extracting(WeightSlot::name).doesNotContain(WeightLayout.HEAD_NAME);
  }

  @Test
  void theExampleRefusesWhatItDoesNotDo() {
    assertThatThrownBy(() -> describe(CONFIG.replace("\"silu\"", "\"relu\"")))
        .isInstanceOf(UserException.class)
        .hasMessage("Unsupported hidden_act: relu (supported: silu; in config.json)");
    assertThatThrownBy(() -> describe(CONFIG.replace("\"sliding_window\": 8,", "")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Missing required key 'sliding_window'");
  }
}
