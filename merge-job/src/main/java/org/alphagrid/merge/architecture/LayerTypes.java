package org.alphagrid.merge.architecture;

import java.util.List;
import org.alphagrid.core.config.ConfigNode;

/** Reads {@code layer_types}, which says of every layer whether its attention has a window. */
final class LayerTypes {
  static final String WHOLE = "full_attention";
  static final String WINDOW = "sliding_attention";

  private LayerTypes() {}

  /**
   * Returns the window of every layer, in tokens, as {@link BlockSpec#window} has it.
   *
   * @param layers number of layers
   * @param window of the layers that have one
   * @throws org.alphagrid.core.UserException when there are more or fewer types than layers, or one
   *     is unknown, or a layer has a window and there is none
   */
  static List<Integer> windows(ConfigNode types, int layers, int window) {
    List<ConfigNode> items = types.items();
    if (items.size() != layers) {
      throw types.invalid("a list of %d, one for each layer".formatted(layers));
    }
    return items.stream().map(item -> windowOf(item, window)).toList();
  }

  private static int windowOf(ConfigNode type, int window) {
    return switch (type.text()) {
      case WHOLE -> BlockSpec.WHOLE_CONTEXT;
      case WINDOW -> {
        if (window == BlockSpec.WHOLE_CONTEXT) {
          throw type.invalid("full_attention, since no sliding window is set");
        }
        yield window;
      }
      default -> throw type.invalid("one of [full_attention, sliding_attention]");
    };
  }
}
