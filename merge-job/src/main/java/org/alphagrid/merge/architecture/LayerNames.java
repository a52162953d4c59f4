package org.alphagrid.merge.architecture;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the layer number in a tensor's name: 3 in {@code model.layers.3.mlp.up_proj.weight}. Layers
 * are those of the language model; a model that also sees or hears has others, which do not count.
 */
public final class LayerNames {
  private static final Pattern NUMBER =
      Pattern.compile("(?:^|\\.)(?:layers|layer|h|blocks|block)\\.(\\d+)\\.");

  private static final Pattern TOWER =
      Pattern.compile("(?:^|\\.)(?:vision|visual|audio|speech|image|vpm|apm)[^.]*\\.");

  private LayerNames() {}

  /** Tells whether a tensor belongs to what turns images or sound into vectors. */
  public static boolean isOfTower(String tensor) {
    return TOWER.matcher(tensor).find();
  }

  /**
   * Returns the layer of a tensor, counted from 0; empty for embeddings, the final norm and the
   * head.
   */
  public static OptionalInt layerOf(String tensor) {
    Matcher matcher = NUMBER.matcher(tensor);
    return !isOfTower(tensor) && matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * Returns the name of the same tensor {@code by} layers later; the name itself where it has no
   * layer.
   */
  public static String shifted(String tensor, int by) {
    Matcher matcher = NUMBER.matcher(tensor);
    if (by == 0 || isOfTower(tensor) || !matcher.find()) {
      return tensor;
    }
    int layer = Integer.parseInt(matcher.group(1)) + by;
    return tensor.substring(0, matcher.start(1)) + layer + tensor.substring(matcher.end(1));
  }
}
