package org.alphagrid.merge.mergekit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.grid.TensorFilter;

/** Reads parameter values as mergekit writes them. */
final class LayeredValues {
  private static final String EVERYTHING = "*";

  private LayeredValues() {}

  /** Returns all values of a {@code parameters} map. */
  static Map<String, LayeredValue> readAll(Optional<ConfigNode> node) {
    Map<String, LayeredValue> values = new TreeMap<>();
    node.ifPresent(
        present -> present.entries().forEach((key, value) -> values.put(key, read(value))));
    return values;
  }

  /** Reads any of the forms. */
  private static LayeredValue read(ConfigNode node) {
    if (!node.isList()) {
      if (node.isObject()) {
        throw new UserException(
            "Invalid %s: a filter must stand in a list, - {filter: ..., value: ...}"
                .formatted(node.place()));
      }
      return LayeredValue.of(node.decimalOrFlag());
    }
    List<ConfigNode> items = node.items();
    if (items.isEmpty()) {
      throw node.invalid("a number, a list of numbers or a list of {filter, value}");
    }
    return items.get(0).isObject()
        ? new LayeredValue.Filtered(items.stream().map(LayeredValues::entry).toList())
        : LayeredValue.ofKnots(items.stream().map(ConfigNode::decimalOrFlag).toList());
  }

  private static LayeredValue.Entry entry(ConfigNode node) {
    node.allow(Set.of("filter", "value"));
    String part = node.optional("filter").map(ConfigNode::text).orElse(EVERYTHING);
    return new LayeredValue.Entry(
        part.equals(EVERYTHING) ? new TensorFilter.Any() : new TensorFilter.NamePart(part),
        read(node.required("value")));
  }
}
