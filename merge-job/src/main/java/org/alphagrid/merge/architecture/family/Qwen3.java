package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.QueryKeyNorm;

/**
 * Describes Qwen3 dense models: RMS norm on every query and key head, an explicit head size, no
 * biases.
 */
@AutoService(Architecture.class)
public final class Qwen3 implements Architecture {
  @Override
  public String name() {
    return "qwen3";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("attention_bias", "false", "false");
    return QwenDense.describe(
        name(),
        config,
        config.size("head_dim"),
        attention -> attention.withNorm(QueryKeyNorm.PER_HEAD));
  }
}
