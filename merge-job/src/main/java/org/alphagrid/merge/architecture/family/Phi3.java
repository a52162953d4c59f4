package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import org.alphagrid.merge.architecture.Activation;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.NormSpec;
import org.alphagrid.merge.architecture.RopeConfig;
import org.alphagrid.merge.architecture.TokenSpec;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Describes Phi-3, Phi-3.5 and Phi-4 dense models: fused projections, partial and long rotation.
 */
@AutoService(Architecture.class)
public final class Phi3 implements Architecture {
  @Override
  public String name() {
    return "phi3";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    config.require("attention_bias", "false", "false");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim", config.size("hidden_size") / heads);
    RopeSpec rope = RopeConfig.read(config, headSize);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        AttentionSpec.of(heads, config.size("num_key_value_heads", heads), headSize).inOneTensor(),
        new GateSpec(Activation.SILU, false, true),
        BlockSpec.of(rope, new Dense(config.size("intermediate_size")))
            .within(config.size("sliding_window", BlockSpec.WHOLE_CONTEXT))
            .times(config.size("num_hidden_layers")));
  }
}
