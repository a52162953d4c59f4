package org.alphagrid.architecture.family;

import com.google.auto.service.AutoService;
import java.util.List;
import org.alphagrid.architecture.Activation;
import org.alphagrid.architecture.Architecture;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.BlockNorms;
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
 * Gemma 2: norms around, capped scores and logits, a window on every other layer from the first.
 */
@AutoService(Architecture.class)
public final class Gemma2 implements Architecture {
  @Override
  public String name() {
    return "gemma2";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_activation", "gelu_pytorch_tanh", "gelu_pytorch_tanh");
    config.require("attention_bias", "false", "false");
    config.require("use_bidirectional_attention", "false", "false");
    // The family's code looks at hidden_activation only.
    config.ignore("hidden_act");
    int headSize = config.size("head_dim");
    int hidden = config.size("hidden_size");
    RopeSpec rope = RopeConfig.read(config, headSize);
    BlockSpec block = BlockSpec.of(rope, new Dense(config.size("intermediate_size")));
    List<Integer> windows =
        config.windows(
            config.size("num_hidden_layers"),
            config.size("sliding_window"),
            layer -> layer % 2 == 0);
    return new DecoderSpec(
        name(),
        hidden,
        RopeConfig.contextLength(config, rope),
        new TokenSpec(
            config.size("vocab_size"),
            Math.sqrt(hidden),
            config.flag("tie_word_embeddings", true),
            config.number("final_logit_softcapping", 0)),
        new NormSpec(config.number("rms_norm_eps"), true, BlockNorms.AROUND),
        AttentionSpec.of(
                config.size("num_attention_heads"), config.size("num_key_value_heads"), headSize)
            .withScores(
                1 / Math.sqrt(config.number("query_pre_attn_scalar")),
                config.number("attn_logit_softcapping", 0)),
        new GateSpec(Activation.GELU_TANH, false, false),
        windows.stream().map(block::within).toList());
  }
}
