package org.alphagrid.merge.architecture.family;

import java.util.List;
import java.util.function.UnaryOperator;
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

/** Describes what Qwen's dense models have in common: they differ in their attention only. */
final class QwenDense {
  private QwenDense() {}

  /**
   * @param attention completes heads of known numbers and size
   */
  static DecoderSpec describe(
      String family, ModelConfig config, int headSize, UnaryOperator<AttentionSpec> attention) {
    config.require("hidden_act", "silu", "silu");
    RopeSpec rope = RopeConfig.read(config, headSize);
    BlockSpec block = BlockSpec.of(rope, new Dense(config.size("intermediate_size")));
    return new DecoderSpec(
        family,
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        attention.apply(
            AttentionSpec.of(
                config.size("num_attention_heads"), config.size("num_key_value_heads"), headSize)),
        GateSpec.SWIGLU,
        windows(config).stream().map(block::within).toList());
  }

  /** None unless {@code use_sliding_window}, and then on layers from {@code max_window_layers}. */
  private static List<Integer> windows(ModelConfig config) {
    int layers = config.size("num_hidden_layers");
    if (!config.flag("use_sliding_window", false)) {
      config.ignore("sliding_window", "max_window_layers");
      return config.windows(layers, BlockSpec.WHOLE_CONTEXT, layer -> false);
    }
    int window = config.size("sliding_window");
    int first = config.required("max_window_layers").integer(0, Integer.MAX_VALUE);
    return config.windows(layers, window, layer -> layer >= first);
  }
}
