package org.alphagrid.architecture.family;

import com.google.auto.service.AutoService;
import org.alphagrid.architecture.Architecture;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.ModelConfig;
import org.alphagrid.architecture.RopeSpec;

/** Qwen3 dense models: RMS norm on every query and key head, an explicit head size, no biases. */
@AutoService(Architecture.class)
public final class Qwen3 implements Architecture {
  @Override
  public String name() {
    return "qwen3";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    config.require("attention_bias", "false", "false");
    config.require("use_sliding_window", "false", "false");
    config.requireAbsent("rope_scaling");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim", config.size("hidden_size") / heads);
    return new DecoderSpec(
        name(),
        config.size("vocab_size"),
        config.size("hidden_size"),
        config.size("num_hidden_layers"),
        config.size("max_position_embeddings"),
        config.number("rms_norm_eps"),
        new AttentionSpec(heads, config.size("num_key_value_heads", heads), headSize, true, false),
        new RopeSpec(config.number("rope_theta"), headSize),
        config.size("intermediate_size"),
        config.flag("tie_word_embeddings", false));
  }
}
