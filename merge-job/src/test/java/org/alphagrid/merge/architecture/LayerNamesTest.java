package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerNamesTest {
  @ParameterizedTest
  @CsvSource({
    "model.layers.3.mlp.up_proj.weight, 3, model.layers.5.mlp.up_proj.weight",
    "transformer.h.11.attn.c_attn.weight, 11, transformer.h.13.attn.c_attn.weight",
    "transformer.blocks.0.norm.weight, 0, transformer.blocks.2.norm.weight",
    "encoder.layer.4.output.dense.bias, 4, encoder.layer.6.output.dense.bias",
    "language_model.model.layers.1.input_layernorm.weight, 1, language_model.model.layers.3.input_layernorm.weight",
    "model.layers.2.mlp.experts.7.up_proj.weight, 2, model.layers.4.mlp.experts.7.up_proj.weight",
    "vision_tower.vision_model.encoder.layers.3.mlp.fc1.weight, -1, vision_tower.vision_model.encoder.layers.3.mlp.fc1.weight",
    "model.visual.blocks.3.attn.qkv.weight, -1, model.visual.blocks.3.attn.qkv.weight",
    "audio_tower.layers.3.fc1.weight, -1, audio_tower.layers.3.fc1.weight",
    "model.norm.weight, -1, model.norm.weight"
  })
  void onlyLayersOfTheLanguageModelHaveNumbers(String name, int layer, String shifted) {
    assertThat(LayerNames.layerOf(name).orElse(-1)).isEqualTo(layer);
    assertThat(LayerNames.shifted(name, 2)).isEqualTo(shifted);
  }
}
