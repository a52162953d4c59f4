package org.alphagrid.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphagrid.architecture.ModelConfig;
import org.alphagrid.architecture.WeightLayout;
import org.alphagrid.architecture.WeightRole;
import org.alphagrid.architecture.WeightSlot;
import org.alphagrid.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleNamesTest {
  @TempDir Path directory;

  @Test
  void agreesWithTheLayoutOfAFamily() throws IOException {
    Path config = new TinyCheckpoint().write(directory).resolve("config.json");
    var spec = ModelConfig.parse("config.json", Files.readString(config)).describe();
    for (WeightSlot slot : WeightLayout.of(spec)) {
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
    "model.layers.7.mlp.gate.weight, FEED_FORWARD",
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
