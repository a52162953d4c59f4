package org.alphagrid.mergekit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;

/** A parameter's value, which may depend on the tensor and on the depth of its layer. */
sealed interface LayeredValue {
  /**
   * The value for one tensor, unless no filter matches.
   *
   * @param depth 0 for the first layer of a slice, 1 for the last
   */
  Optional<BigDecimal> at(String tensor, double depth);

  /** Reads any of the forms. */
  static LayeredValue read(ConfigNode node) {
    if (!node.isList()) {
      if (node.isObject()) {
        throw new ConfigException(
            "Invalid %s: a filter must stand in a list, - {filter: ..., value: ...}"
                .formatted(node.place()));
      }
      return new Scalar(node.decimalOrFlag());
    }
    List<ConfigNode> items = node.items();
    if (items.isEmpty()) {
      throw node.invalid("a number, a list of numbers or a list of {filter, value}");
    }
    return items.get(0).isObject()
        ? new Filtered(items.stream().map(Filter::read).toList())
        : new Gradient(items.stream().map(ConfigNode::decimal).toList());
  }

  /** One number. */
  record Scalar(BigDecimal value) implements LayeredValue {
    @Override
    public Optional<BigDecimal> at(String tensor, double depth) {
      return Optional.of(value);
    }
  }

  /** Knots of a piecewise linear curve over the layers. */
  record Gradient(List<BigDecimal> knots) implements LayeredValue {
    @Override
    public Optional<BigDecimal> at(String tensor, double depth) {
      double place = depth * (knots.size() - 1);
      int knot = (int) place;
      if (place == knot) {
        return Optional.of(knots.get(knot));
      }
      double share = place - knot;
      return Optional.of(
          BigDecimal.valueOf(
              (1 - share) * knots.get(knot).doubleValue()
                  + share * knots.get(knot + 1).doubleValue()));
    }
  }

  /** The first entry that matches. */
  record Filtered(List<Filter> filters) implements LayeredValue {
    @Override
    public Optional<BigDecimal> at(String tensor, double depth) {
      return filters.stream()
          .filter(filter -> filter.matches(tensor))
          .findFirst()
          .flatMap(filter -> filter.value().at(tensor, depth));
    }
  }

  /**
   * One entry of a filter list.
   *
   * @param part of tensor names; empty matches all
   */
  record Filter(String part, LayeredValue value) {
    static Filter read(ConfigNode node) {
      node.allow(Set.of("filter", "value"));
      String part = node.optional("filter").map(ConfigNode::text).orElse("*");
      return new Filter(part.equals("*") ? "" : part, LayeredValue.read(node.required("value")));
    }

    boolean matches(String tensor) {
      return tensor.contains(part);
    }
  }

  /** All values of a {@code parameters} map. */
  static Map<String, LayeredValue> readAll(Optional<ConfigNode> node) {
    Map<String, LayeredValue> values = new TreeMap<>();
    node.ifPresent(
        present -> present.entries().forEach((key, value) -> values.put(key, read(value))));
    return values;
  }
}
