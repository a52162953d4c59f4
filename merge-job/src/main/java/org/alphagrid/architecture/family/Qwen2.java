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
import org.alphagrid.architecture.RopeConfig;
import org.alphagrid.architecture.TokenSpec;
import org.alphagrid.architecture.rope.RopeSpec;

/**
 * Qwen2, Qwen2.5 and QwQ, and what was trained from them such as DeepSeek-R1-Distill-Qwen: biases
 * on query, key and value.
 */
@AutoService(Architecture.class)
public final class Qwen2 implements Architecture {
  @Override
  public String name() {
    return "qwen2";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    config.require("use_mrope", "false", "false");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim", config.size("hidden_size") / heads);
    RopeSpec rope = RopeConfig.read(config, headSize);
    BlockSpec block = BlockSpec.of(rope, new Dense(config.size("intermediate_size")));
    List<BlockSpec> blocks = QwenWindows.apply(config, block);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        AttentionSpec.of(heads, config.size("num_key_value_heads"), headSize).withBias(true, false),
        GateSpec.SWIGLU,
        blocks);
  }
}
