package org.alphagrid.search.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphagrid.search.Candidate;

/**
 * All merges that a search may try.
 *
 * @param families one per item of the list, with different methods, roles or depths
 */
public record SearchSpace(List<Family> families) {
  private static final BigDecimal STEP = new BigDecimal("0.01");
  private static final String LAYERS = "layers";

  public SearchSpace {
    families = List.copyOf(families);
    if (families.isEmpty()) {
      throw new IllegalArgumentException("Invalid space: no method (must have at least one)");
    }
  }

  /** Where a candidate lies. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Place(int family, double[] shares) {}

  /**
   * Reads a list such as {@code [{method: linear, alpha: {attention: [0, 1], default: 0.5}},
   * {method: ties, alpha: [0.2, 0.9], density: [0.1, 0.9], step: 0.05}]}. Two numbers are a range,
   * one is a fixed value; {@code layers} takes a list of knots, each a range or a number.
   *
   * @throws IllegalArgumentException that names the item and what was expected
   */
  public static SearchSpace parse(JsonNode space) {
    if (!space.isArray() || space.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid space: %s (must be a list of methods with ranges)".formatted(space));
    }
    List<Family> families = new ArrayList<>();
    space.forEach(item -> families.add(family(item)));
    return new SearchSpace(families);
  }

  private static Family family(JsonNode item) {
    JsonNode method = item.path("method");
    if (!method.isTextual()) {
      throw new IllegalArgumentException("Invalid space: %s (needs a method)".formatted(item));
    }
    BigDecimal step = item.has("step") ? number(item.get("step"), "step") : STEP;
    List<Dimension> dimensions = new ArrayList<>();
    Map<String, String> fixed = new TreeMap<>();
    Iterator<Map.Entry<String, JsonNode>> fields = item.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getKey().equals("method") && !field.getKey().equals("step")) {
        coordinate(field.getKey(), field.getValue(), step, dimensions, fixed);
      }
    }
    return new Family(method.asText(), dimensions, fixed);
  }

  private static void coordinate(
      String name,
      JsonNode value,
      BigDecimal step,
      List<Dimension> dimensions,
      Map<String, String> fixed) {
    if (value.isObject()) {
      value
          .fields()
          .forEachRemaining(
              part -> {
                String own = name + "." + part.getKey();
                if (part.getKey().equals(LAYERS)) {
                  knots(own, part.getValue(), step, dimensions);
                } else {
                  coordinate(own, part.getValue(), step, dimensions, fixed);
                }
              });
    } else if (value.isArray()) {
      dimensions.add(range(name, -1, value, step));
    } else if (value.isNumber()) {
      fixed.put(name, Candidate.text(number(value, name)));
    } else {
      fixed.put(name, value.asText());
    }
  }

  /** Every knot is searched; a fixed one would be a range of nothing. */
  private static void knots(
      String name, JsonNode knots, BigDecimal step, List<Dimension> dimensions) {
    if (!knots.isArray() || knots.size() < 2) {
      throw new IllegalArgumentException(
          "Invalid space: %s is %s (must be a list of at least two ranges)".formatted(name, knots));
    }
    for (int i = 0; i < knots.size(); i++) {
      dimensions.add(range(name, i, knots.get(i), step));
    }
  }

  private static Dimension range(String name, int place, JsonNode value, BigDecimal step) {
    if (!value.isArray() || value.size() != 2) {
      throw new IllegalArgumentException(
          "Invalid space: %s is %s (must be a range [low, high])".formatted(name, value));
    }
    return new Dimension(name, place, number(value.get(0), name), number(value.get(1), name), step);
  }

  private static BigDecimal number(JsonNode value, String name) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "Invalid space: %s is %s (must be a number)".formatted(name, value));
    }
    return value.decimalValue();
  }

  Candidate candidate(Place place) {
    return families.get(place.family()).candidate(place.shares());
  }

  /** Of the first family that has it; parents lie in none. */
  Optional<Place> place(Candidate candidate) {
    for (int i = 0; i < families.size(); i++) {
      Optional<double[]> shares = families.get(i).shares(candidate);
      if (shares.isPresent()) {
        return Optional.of(new Place(i, shares.get()));
      }
    }
    return Optional.empty();
  }

  /** Numbers of the largest family. */
  int mostDimensions() {
    return families.stream().mapToInt(family -> family.dimensions().size()).max().orElseThrow();
  }
}
