package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockNorms;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.NormSpec;
import org.alphagrid.merge.architecture.QueryKeyNorm;
import org.alphagrid.merge.architecture.RopeConfig;
import org.alphagrid.merge.architecture.TokenSpec;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/** Describes OLMo 2: norms after attention and feed-forward, and over all queries and all keys. */
@AutoService(Architecture.class)
public final class Olmo2 implements Architecture {
  @Override
  public String name() {
    return "olmo2";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    config.require("attention_bias", "false", "false");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("hidden_size") / heads;
    RopeSpec rope = RopeConfig.read(config, headSize);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        new NormSpec(config.number("rms_norm_eps"), false, BlockNorms.AFTER),
        AttentionSpec.of(heads, config.size("num_key_value_heads", heads), headSize)
            .withNorm(QueryKeyNorm.WHOLE),
        GateSpec.SWIGLU,
        BlockSpec.of(rope, new Dense(config.size("intermediate_size")))
            .times(config.size("num_hidden_layers")));
  }
}
