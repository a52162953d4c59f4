package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.ModelConfig;

/**
 * Describes Qwen2, Qwen2.5 and QwQ, and what was trained from them such as
 * DeepSeek-R1-Distill-Qwen: biases on query, key and value.
 */
@AutoService(Architecture.class)
public final class Qwen2 implements Architecture {
  @Override
  public String name() {
    return "qwen2";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("use_mrope", "false", "false");
    config.require("attention_bias", "true", "true");
    int shared = config.size("hidden_size") / config.size("num_attention_heads");
    return QwenDense.describe(
        name(),
        config,
        config.size("head_dim", shared),
        attention -> attention.withBias(true, false));
  }
}
