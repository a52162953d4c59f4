package org.alphagrid.architecture.family;

import java.util.List;
import org.alphagrid.architecture.BlockSpec;
import org.alphagrid.architecture.ModelConfig;

/**
 * The windows of Qwen's dense models: none unless {@code use_sliding_window}, and then on layers
 * from {@code max_window_layers} on.
 */
final class QwenWindows {
  private QwenWindows() {}

  /** The blocks of a model, each like {@code block} with the window it has. */
  static List<BlockSpec> apply(ModelConfig config, BlockSpec block) {
    int layers = config.size("num_hidden_layers");
    if (!config.flag("use_sliding_window", false)) {
      config.ignore("sliding_window", "max_window_layers");
      return config.windows(layers, BlockSpec.WHOLE_CONTEXT, layer -> false).stream()
          .map(block::within)
          .toList();
    }
    int window = config.size("sliding_window");
    int first = config.required("max_window_layers").integer(0, Integer.MAX_VALUE);
    return config.windows(layers, window, layer -> layer >= first).stream()
        .map(block::within)
        .toList();
  }
}
