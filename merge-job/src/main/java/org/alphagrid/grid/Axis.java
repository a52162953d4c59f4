package org.alphagrid.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;

/**
 * The values one parameter runs through, as exact decimals: a number, a list of numbers, or {@code
 * {from, to, step}} with both ends included where the steps meet them.
 */
final class Axis {
  private static final int MAX_VALUES = 10_000;

  private Axis() {}

  static List<BigDecimal> read(ConfigNode node) {
    return node.isObject()
        ? range(node)
        : node.items().stream().map(ConfigNode::decimalOrFlag).toList();
  }

  private static List<BigDecimal> range(ConfigNode node) {
    node.allow(Set.of("from", "to", "step"));
    BigDecimal from = node.required("from").decimal();
    BigDecimal to = node.required("to").decimal();
    BigDecimal step = node.required("step").decimal();
    if (step.signum() <= 0) {
      throw node.required("step").invalid("above 0");
    }
    if (to.compareTo(from) < 0) {
      throw node.required("to").invalid("at least 'from', " + from.toPlainString());
    }
    List<BigDecimal> values = new ArrayList<>();
    for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
      if (values.size() == MAX_VALUES) {
        throw new ConfigException(
            "Invalid axis: more than %d values (%s)".formatted(MAX_VALUES, node.place()));
      }
      values.add(value);
    }
    return values;
  }
}
