package org.alphagrid.merge.architecture.family;

import java.util.List;
import java.util.function.UnaryOperator;
import org.alphagrid.merge.architecture.Activation;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockNorms;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.NormSpec;
import org.alphagrid.merge.architecture.RopeConfig;
import org.alphagrid.merge.architecture.TokenSpec;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Describes what Gemma 2 and Gemma 3 have in common: norms around, scaled embeddings, capped scores
 * and logits. They differ in windows, rotations and head norms.
 */
final class GemmaText {
  private GemmaText() {}

  /** The caps of scores and logits that a family has where its file does not name them. */
  record Caps(double scores, double logits) {}

  /**
   * @param caps where the file names none; its {@code null} is no cap
   * @param rope of layers that see the whole context
   * @param attention completes heads of known numbers, size and scores
   */
  static DecoderSpec describe(
      String family,
      ModelConfig config,
      Caps caps,
      RopeSpec rope,
      UnaryOperator<AttentionSpec> attention,
      List<BlockSpec> blocks) {
    config.require("hidden_activation", "gelu_pytorch_tanh", "gelu_pytorch_tanh");
    config.require("attention_bias", "false", "false");
    config.require("use_bidirectional_attention", "false", "false");
    // The families' code looks at hidden_activation only.
    config.ignore("hidden_act");
    int hidden = config.size("hidden_size");
    AttentionSpec heads =
        AttentionSpec.of(
            config.size("num_attention_heads"),
            config.size("num_key_value_heads"),
            config.size("head_dim"));
    return new DecoderSpec(
        family,
        hidden,
        RopeConfig.contextLength(config, rope),
        new TokenSpec(
            config.size("vocab_size"),
            Math.sqrt(hidden),
            config.flag("tie_word_embeddings", true),
            cap(config, "final_logit_softcapping", caps.logits())),
        new NormSpec(config.number("rms_norm_eps"), true, BlockNorms.AROUND),
        attention
            .apply(heads)
            .withScores(
                1 / Math.sqrt(config.number("query_pre_attn_scalar")),
                cap(config, "attn_logit_softcapping", caps.scores())),
        new GateSpec(Activation.GELU_TANH, false, false),
        blocks);
  }

  private static double cap(ModelConfig config, String key, double unsaid) {
    return config.number(key, config.has(key) ? TokenSpec.UNCAPPED : unsaid);
  }
}
