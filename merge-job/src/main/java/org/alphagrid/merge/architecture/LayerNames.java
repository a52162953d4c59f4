package org.alphagrid.merge.architecture;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the layer number in a tensor's name: 3 in {@code model.layers.3.mlp.up_proj.weight}. */
public final class LayerNames {
  private static final Pattern NUMBER = Pattern.compile("(?:^|\\.)(?:layers|h|blocks)\\.(\\d+)\\.");

  private LayerNames() {}

  /**
   * Returns the layer of a tensor, counted from 0; empty for embeddings, the final norm and the
   * head.
   */
  public static OptionalInt layerOf(String tensor) {
    Matcher matcher = NUMBER.matcher(tensor);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * Returns the name of the same tensor {@code by} layers later; the name itself where it has no
   * layer.
   */
  public static String shifted(String tensor, int by) {
    Matcher matcher = NUMBER.matcher(tensor);
    if (by == 0 || !matcher.find()) {
      return tensor;
    }
    int layer = Integer.parseInt(matcher.group(1)) + by;
    return tensor.substring(0, matcher.start(1)) + layer + tensor.substring(matcher.end(1));
  }
}
