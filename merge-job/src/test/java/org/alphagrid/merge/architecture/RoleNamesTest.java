package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoleNamesTest {
  static List<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name).toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void agreesWithTheLayoutOfAFamily(String family) {
    for (WeightSlot slot : WeightLayout.of(TinyCheckpoint.pico(family).spec())) {
      assertThat(RoleNames.of(slot.name())).as(slot.name()).contains(slot.role());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lm_head.weight, HEAD",
    "model.embed_tokens.weight, EMBEDDING",
    "transformer.wte.weight, EMBEDDING",
    "transformer.ln_f.weight, NORM",
    "transformer.h.3.attn.c_attn.weight, ATTENTION",
    "model.layers.7.self_attn.q_norm.weight, NORM",
    "model.layers.7.post_attention_layernorm.weight, NORM",
    "model.layers.7.block_sparse_moe.experts.2.w1.weight, FEED_FORWARD",
    "model.layers.7.mlp.gate.weight, ROUTER",
    "model.layers.7.self_attn.o_proj.bias, ATTENTION"
  })
  void namesOfManyFamiliesTellTheRole(String name, WeightRole role) {
    assertThat(RoleNames.of(name)).contains(role);
  }

  @Test
  void anUnknownNameTellsNothing() {
    assertThat(RoleNames.of("model.layers.0.mystery")).isEmpty();
  }
}
