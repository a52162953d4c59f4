package org.alphagrid.search.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.space.Dimension;
import org.alphagrid.search.space.Family;
import org.alphagrid.search.space.SearchSpace;

/**
 * Reads the {@code space} of a search, such as {@code [{method: linear, alpha: {attention: [0, 1],
 * default: 0.5}}, {method: ties, alpha: [0.2, 0.9], density: [0.1, 0.9], step: 0.05}]}. Two numbers
 * are a range, one is a fixed value; {@code layers} takes a list of at least two ranges, knots over
 * the depth of the model.
 */
final class SpaceReader {
  private static final BigDecimal STEP = new BigDecimal("0.01");
  private static final String METHOD = "method";
  private static final String STEP_KEY = "step";

  private final BigDecimal step;
  private final List<Dimension> dimensions = new ArrayList<>();
  private final Map<String, String> fixed = new TreeMap<>();

  private SpaceReader(BigDecimal step) {
    this.step = step;
  }

  /**
   * Returns the space.
   *
   * @throws UserException naming the item that is wrong and what was expected
   */
  static SearchSpace read(ConfigNode space) {
    if (!space.isList() || space.items().isEmpty()) {
      throw space.invalid("a list of methods with ranges");
    }
    return new SearchSpace(space.items().stream().map(SpaceReader::family).toList());
  }

  private static Family family(ConfigNode item) {
    String method = item.required(METHOD).text();
    SpaceReader reader =
        new SpaceReader(item.optional(STEP_KEY).map(ConfigNode::decimal).orElse(STEP));
    try {
      item.entries()
          .forEach(
              (name, value) -> {
                if (!name.equals(METHOD) && !name.equals(STEP_KEY)) {
                  reader.coordinate(name, value);
                }
              });
      return new Family(method, reader.dimensions, reader.fixed);
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + item.place() + ")", e);
    }
  }

  private void coordinate(String name, ConfigNode value) {
    if (value.isObject()) {
      value
          .entries()
          .forEach(
              (key, part) -> {
                if (key.equals(Coordinates.LAYERS)) {
                  knots(name + "." + key, part);
                } else {
                  coordinate(name + "." + key, part);
                }
              });
    } else if (value.isList()) {
      dimensions.add(range(name, OptionalInt.empty(), value));
    } else {
      fixed.put(name, value.isNumber() ? Candidate.text(value.decimal()) : value.text());
    }
  }

  /** Adds a dimension for each knot; a fixed knot would be a range of nothing. */
  private void knots(String name, ConfigNode knots) {
    if (!knots.isList() || knots.items().size() < 2) {
      throw knots.invalid("a list of at least two ranges");
    }
    for (int i = 0; i < knots.items().size(); i++) {
      dimensions.add(range(name, OptionalInt.of(i), knots.items().get(i)));
    }
  }

  private Dimension range(String name, OptionalInt knot, ConfigNode value) {
    List<ConfigNode> ends = value.items();
    if (!value.isList() || ends.size() != 2) {
      throw value.invalid("a range [low, high]");
    }
    return new Dimension(name, knot, ends.get(0).decimal(), ends.get(1).decimal(), step);
  }
}
