package org.alphagrid.architecture.family;

import com.google.auto.service.AutoService;
import java.util.List;
import org.alphagrid.architecture.Architecture;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.BlockSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.FeedForwardSpec.Dense;
import org.alphagrid.architecture.GateSpec;
import org.alphagrid.architecture.ModelConfig;
import org.alphagrid.architecture.NormSpec;
import org.alphagrid.architecture.QueryKeyNorm;
import org.alphagrid.architecture.RopeConfig;
import org.alphagrid.architecture.TokenSpec;
import org.alphagrid.architecture.rope.RopeSpec;

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
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim");
    RopeSpec rope = RopeConfig.read(config, headSize);
    BlockSpec block = BlockSpec.of(rope, new Dense(config.size("intermediate_size")));
    List<BlockSpec> blocks = QwenWindows.apply(config, block);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        AttentionSpec.of(heads, config.size("num_key_value_heads"), headSize)
            .withNorm(QueryKeyNorm.PER_HEAD),
        GateSpec.SWIGLU,
        blocks);
  }
}
