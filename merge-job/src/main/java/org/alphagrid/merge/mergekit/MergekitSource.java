package org.alphagrid.merge.mergekit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.grid.LayeredValue;

/**
 * Names a model, or some consecutive layers of it, with parameters of its own.
 *
 * @param model the path as written
 * @param layers the layers taken; empty for all
 * @param parameters by name
 */
record MergekitSource(
    String model, Optional<LayerRange> layers, Map<String, LayeredValue> parameters) {
  /**
   * Names consecutive layers.
   *
   * @param end the layer after the last
   */
  record LayerRange(int start, int end) {
    static LayerRange read(ConfigNode node) {
      if (!node.isList() || node.items().size() != 2) {
        throw node.invalid("[first layer, layer after the last]");
      }
      int start = node.items().get(0).integer(0, 100_000);
      return new LayerRange(start, node.items().get(1).integer(start, 100_000));
    }

    int count() {
      return end - start;
    }
  }

  /** Returns the same with another name of the model. */
  MergekitSource named(UnaryOperator<String> names) {
    return new MergekitSource(names.apply(model), layers, parameters);
  }

  /** Returns an entry of {@code models}. */
  static MergekitSource ofModel(ConfigNode node) {
    node.allow(Set.of("model", "parameters"));
    return read(node, Optional.empty());
  }

  /** Returns an entry of a slice's {@code sources}. */
  static MergekitSource ofSlice(ConfigNode node) {
    node.allow(Set.of("model", "parameters", "layer_range"));
    return read(node, Optional.of(LayerRange.read(node.required("layer_range"))));
  }

  private static MergekitSource read(ConfigNode node, Optional<LayerRange> layers) {
    return new MergekitSource(
        path(node.required("model")), layers, LayeredValues.readAll(node.optional("parameters")));
  }

  /** Returns a path; an adapter after a plus, or a revision after an at sign, is not. */
  private static String local(ConfigNode node) {
    String text = node.text();
    String name = text.substring(text.lastIndexOf('/') + 1);
    if (name.indexOf('+') > 0) {
      throw new UserException(
          "Unsupported model reference %s: LoRA adapters must be merged into their model first; a folder of that name is written {path: %s} (%s)"
              .formatted(text, text, node.place()));
    }
    return text;
  }

  /** Returns a model reference: a path, or a map with one. */
  static String path(ConfigNode node) {
    if (!node.isObject()) {
      return local(node);
    }
    if (node.optional("lora").isPresent()) {
      throw new UserException(
          "Cannot merge a LoRA adapter; merge it into its model first (%s)"
              .formatted(node.place()));
    }
    if (node.optional("model").isPresent()) {
      return path(node.allow(Set.of("model")).required("model"));
    }
    return node.allow(Set.of("path")).required("path").text();
  }
}
