package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
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

/** Describes Mistral's dense models: a window on all layers or on none, a head size of its own. */
@AutoService(Architecture.class)
public final class Mistral implements Architecture {
  /** The family's window where the file does not say {@code "sliding_window": null}. */
  private static final int DEFAULT_WINDOW = 4096;

  @Override
  public String name() {
    return "mistral";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim", config.size("hidden_size") / heads);
    int unsaid = config.has("sliding_window") ? BlockSpec.WHOLE_CONTEXT : DEFAULT_WINDOW;
    RopeSpec rope = RopeConfig.read(config, headSize);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        AttentionSpec.of(heads, config.size("num_key_value_heads"), headSize),
        GateSpec.SWIGLU,
        BlockSpec.of(rope, new Dense(config.size("intermediate_size")))
            .within(config.size("sliding_window", unsaid))
            .times(config.size("num_hidden_layers")));
  }
}
