package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import java.util.function.UnaryOperator;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.RopeConfig;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Describes Gemma 2: norms around, capped scores and logits, a window on every other layer from the
 * first.
 */
@AutoService(Architecture.class)
public final class Gemma2 implements Architecture {
  /** The published models' caps, which the family's code takes where the file is silent. */
  private static final GemmaText.Caps UNSAID = new GemmaText.Caps(50, 30);

  @Override
  public String name() {
    return "gemma2";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    RopeSpec rope = RopeConfig.read(config, config.size("head_dim"));
    BlockSpec block = BlockSpec.of(rope, new Dense(config.size("intermediate_size")));
    int layers = config.size("num_hidden_layers");
    int window = config.size("sliding_window");
    return GemmaText.describe(
        name(),
        config,
        UNSAID,
        rope,
        UnaryOperator.identity(),
        config.windows(layers, window, layer -> layer % 2 == 0).stream()
            .map(block::within)
            .toList());
  }
}
