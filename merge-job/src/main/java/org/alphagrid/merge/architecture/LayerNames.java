package org.alphagrid.merge.architecture;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layer number inside a tensor's name, for example 3 in {@code model.layers.3.mlp.up_proj}. */
public final class LayerNames {
  private static final Pattern NUMBER = Pattern.compile("(?:^|\\.)(?:layers|h|blocks)\\.(\\d+)\\.");

  private LayerNames() {}

  /** The layer a tensor belongs to; empty for embeddings, the final norm and the head. */
  public static OptionalInt layerOf(String tensor) {
    Matcher matcher = NUMBER.matcher(tensor);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** The name of the same tensor some layers further on. */
  public static String shifted(String tensor, int by) {
    Matcher matcher = NUMBER.matcher(tensor);
    if (by == 0 || !matcher.find()) {
      return tensor;
    }
    int layer = Integer.parseInt(matcher.group(1)) + by;
    return tensor.substring(0, matcher.start(1)) + layer + tensor.substring(matcher.end(1));
  }
}
