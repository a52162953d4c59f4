package org.alphagrid.merge.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorNamesTest {
  private static final List<String> PLAIN =
      List.of("lm_head.weight", "model.layers.0.mlp.up_proj.weight", "model.norm.weight");

  @Test
  void prefixesAreTold() {
    List<String> wrapped =
        List.of(
            "language_model.model.layers.0.mlp.up_proj.weight",
            "vision_tower.encoder.layers.0.mlp.fc1.weight");
    assertThat(TensorNames.explain("A", PLAIN, "B", wrapped))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("a prefix, 'model.' in A and 'language_model.model.' in B"));
    List<String> inner = List.of("model.language_model.layers.0.mlp.up_proj.weight");
    assertThat(TensorNames.explain("A", inner, "B", PLAIN))
        .hasValueSatisfying(
            text -> assertThat(text).contains("'model.language_model.' in A and 'model.' in B"));
  }

  @Test
  void fusedExpertsAreTold() {
    List<String> apart = List.of("model.layers.0.mlp.experts.0.up_proj.weight");
    List<String> fused = List.of("model.layers.0.mlp.experts.gate_up_proj");
    assertThat(TensorNames.explain("A", apart, "B", fused))
        .hasValueSatisfying(text -> assertThat(text).contains("one tensor in B and apart in A"));
    assertThat(TensorNames.explain("A", fused, "B", apart))
        .hasValueSatisfying(text -> assertThat(text).contains("one tensor in A and apart in B"));
  }

  @Test
  void namesThatAllMissAreTold() {
    assertThat(TensorNames.explain("A", List.of("wte.weight"), "B", List.of("embed.weight")))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("no tensor of A has the name of one of B")
                    .contains("'wte.weight' and like 'embed.weight'"));
  }

  @Test
  void fewMissingTensorsAreLeftToBeListed() {
    assertThat(TensorNames.explain("A", PLAIN, "B", PLAIN.subList(1, 3))).isEmpty();
    assertThat(TensorNames.explain("A", PLAIN, "B", PLAIN)).isEmpty();
  }
}
