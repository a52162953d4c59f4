package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import java.util.List;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.QueryKeyNorm;
import org.alphagrid.merge.architecture.RopeConfig;
import org.alphagrid.merge.architecture.TokenSpec;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Describes Gemma 3 text models: norms around and on every query and key head; all layers but every
 * sixth have a window and a rotation of their own.
 */
@AutoService(Architecture.class)
public final class Gemma3 implements Architecture {
  private static final double GLOBAL_THETA = 1_000_000;
  private static final double LOCAL_THETA = 10_000;
  private static final int WINDOW_PATTERN = 6;

  @Override
  public String name() {
    return "gemma3_text";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    int headSize = config.size("head_dim");
    RopeSpec global = RopeConfig.readGlobal(config, headSize, GLOBAL_THETA);
    RopeSpec local = RopeConfig.readLocal(config, headSize, LOCAL_THETA);
    FeedForwardSpec feedForward = new Dense(config.size("intermediate_size"));
    return GemmaText.describe(
        name(),
        config,
        new GemmaText.Caps(TokenSpec.UNCAPPED, TokenSpec.UNCAPPED),
        global,
        attention -> attention.withNorm(QueryKeyNorm.PER_HEAD),
        windows(config).stream()
            .map(window -> new BlockSpec(window, window > 0 ? local : global, feedForward))
            .toList());
  }

  private static List<Integer> windows(ModelConfig config) {
    int older = config.size("_sliding_window_pattern", WINDOW_PATTERN);
    int pattern = config.size("sliding_window_pattern", older);
    return config.windows(
        config.size("num_hidden_layers"),
        config.size("sliding_window"),
        layer -> (layer + 1) % pattern != 0);
  }
}
