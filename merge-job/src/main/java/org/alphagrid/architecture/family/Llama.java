package org.alphagrid.architecture.family;

import com.google.auto.service.AutoService;
import org.alphagrid.architecture.Activation;
import org.alphagrid.architecture.Architecture;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.BlockSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.FeedForwardSpec.Dense;
import org.alphagrid.architecture.GateSpec;
import org.alphagrid.architecture.ModelConfig;
import org.alphagrid.architecture.NormSpec;
import org.alphagrid.architecture.RopeConfig;
import org.alphagrid.architecture.TokenSpec;
import org.alphagrid.architecture.rope.RopeSpec;

/** Llama 2 and 3, and what was trained from them such as DeepSeek-R1-Distill-Llama. */
@AutoService(Architecture.class)
public final class Llama implements Architecture {
  @Override
  public String name() {
    return "llama";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim", config.size("hidden_size") / heads);
    boolean bias = config.flag("attention_bias", false);
    RopeSpec rope = RopeConfig.read(config, headSize);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        AttentionSpec.of(heads, config.size("num_key_value_heads", heads), headSize)
            .withBias(bias, bias),
        new GateSpec(Activation.SILU, config.flag("mlp_bias", false), false),
        BlockSpec.of(rope, new Dense(config.size("intermediate_size")))
            .times(config.size("num_hidden_layers")));
  }
}
