package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.grid.LayeredValue.Entry;

/**
 * Reads the values that one parameter runs through, as exact decimals: a number, a list of values,
 * or {@code {from, to, step}} with both ends included where the steps meet them. A value may also
 * be {@code {layers: [...]}}, knots spread over the depth of the model, or a map from roles, name
 * patterns and {@code default} to values; lists and steps inside multiply.
 */
final class AxisValues {
  private static final int MAX_VALUES = 10_000;
  private static final Set<String> RANGE = Set.of("from", "to", "step");
  private static final String LAYERS = "layers";

  private final Optional<BigDecimal> absent;

  private AxisValues(Optional<BigDecimal> absent) {
    this.absent = absent;
  }

  /**
   * @param absent the method's default for the parameter
   */
  static List<LayeredValue> read(ConfigNode node, Optional<BigDecimal> absent) {
    return new AxisValues(absent).values(node, true);
  }

  private List<LayeredValue> values(ConfigNode node, boolean mayFilter) {
    List<LayeredValue> values = new ArrayList<>();
    for (ConfigNode item : node.items()) {
      values.addAll(item.isList() ? values(item, mayFilter) : value(item, mayFilter));
      requireFew(values.size(), node);
    }
    if (values.isEmpty()) {
      throw node.invalid("a value or a list of values");
    }
    return values;
  }

  private List<LayeredValue> value(ConfigNode node, boolean mayFilter) {
    if (!node.isObject()) {
      return List.of(LayeredValue.of(node.decimalOrFlag()));
    }
    Set<String> keys = node.keys();
    if (keys.stream().anyMatch(RANGE::contains)) {
      return range(node).stream().map(LayeredValue::of).toList();
    }
    if (keys.contains(LAYERS)) {
      return gradients(node.allow(Set.of(LAYERS)).required(LAYERS));
    }
    if (!mayFilter) {
      throw node.invalid("a number, {from, to, step} or {layers}");
    }
    return filtered(node);
  }

  private static List<BigDecimal> range(ConfigNode node) {
    node.allow(RANGE);
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
      values.add(value);
      requireFew(values.size(), node);
    }
    return values;
  }

  private static List<LayeredValue> gradients(ConfigNode node) {
    if (!node.isList() || node.items().isEmpty()) {
      throw node.invalid("a list of values, first layer to last");
    }
    List<List<BigDecimal>> rows = List.of(List.of());
    for (ConfigNode knot : node.items()) {
      List<BigDecimal> choices = new ArrayList<>();
      for (ConfigNode choice : knot.items()) {
        choices.addAll(choice.isObject() ? range(choice) : List.of(choice.decimalOrFlag()));
      }
      List<List<BigDecimal>> longer = new ArrayList<>();
      for (List<BigDecimal> row : rows) {
        for (BigDecimal choice : choices) {
          longer.add(appended(row, choice));
        }
      }
      requireFew(longer.size(), node);
      rows = longer;
    }
    return rows.stream().map(LayeredValue::ofKnots).toList();
  }

  private List<LayeredValue> filtered(ConfigNode node) {
    List<List<Entry>> rows = List.of(List.of());
    for (Map.Entry<String, ConfigNode> entry : node.entries().entrySet()) {
      TensorFilter filter = filter(entry.getKey(), node);
      List<LayeredValue> values = values(entry.getValue(), false);
      List<List<Entry>> longer = new ArrayList<>();
      for (List<Entry> row : rows) {
        for (LayeredValue value : values) {
          longer.add(appended(row, new Entry(filter, value)));
        }
      }
      requireFew(longer.size(), node);
      rows = longer;
    }
    if (rows.get(0).isEmpty()) {
      throw node.invalid("a map from roles, /name patterns/ and default to values");
    }
    return rows.stream().map(row -> RoleValues.of(row, absent)).toList();
  }

  private static TensorFilter filter(String key, ConfigNode node) {
    try {
      return TensorFilter.of(key, List.of(LAYERS, "from", "to", "step"));
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }

  private static <T> List<T> appended(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  private static void requireFew(int values, ConfigNode node) {
    if (values > MAX_VALUES) {
      throw new UserException(
          "Invalid axis: more than %d values (%s)".formatted(MAX_VALUES, node.place()));
    }
  }
}
