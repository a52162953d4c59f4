package org.alphagrid.search.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.grid.PointMaker;
import org.alphagrid.merge.grid.TensorFilter;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.search.Candidate;

/**
 * Makes the grid point that a candidate's coordinates stand for: {@code density} is a parameter,
 * {@code alpha.attention} its value for one role, {@code alpha.layers} its knots over the depth,
 * {@code models.think.weight} the parameter of one model, and {@code base} the base.
 */
final class Coordinates {
  /** Names the coordinate that holds knots over the depth of the model. */
  static final String LAYERS = "layers";

  private static final String BASE = "base";
  private static final String MODELS = "models";
  private static final String EVERYWHERE = "";

  private final Collection<ParentRole> parents;
  private Optional<ParentRole> base = Optional.empty();
  private final Set<ParentRole> models = new LinkedHashSet<>();

  /**
   * Holds texts by parameter, as the point maker names it, and by the tensors that a value is for.
   */
  private final Map<String, Map<String, String>> texts = new LinkedHashMap<>();

  /** Holds the name that the method declares, by the parameter's key. */
  private final Map<String, String> declared = new LinkedHashMap<>();

  private Coordinates(Collection<ParentRole> parents) {
    this.parents = parents;
  }

  /**
   * Returns the point.
   *
   * @param parents the roles the sweep has
   * @throws UserException when the method or a coordinate is unknown or out of range
   */
  static GridPoint point(Candidate candidate, Collection<ParentRole> parents) {
    try {
      Coordinates coordinates = new Coordinates(parents);
      candidate.coordinates().forEach(coordinates::add);
      return coordinates.point(MergeMethod.CATALOG.find(candidate.method()));
    } catch (IllegalArgumentException e) {
      throw new UserException("Invalid candidate %s: %s".formatted(candidate, e.getMessage()), e);
    }
  }

  private void add(String name, String text) {
    if (name.equals(BASE)) {
      base = Optional.of(parent(text));
    } else if (name.equals(MODELS)) {
      models.add(parent(text));
    } else if (name.startsWith(MODELS + ".")) {
      String[] parts = name.substring(MODELS.length() + 1).split("\\.", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("coordinate '%s' names no parameter".formatted(name));
      }
      ParentRole model = parent(parts[0]);
      models.add(model);
      parameter(parts[1], Optional.of(model), text);
    } else {
      parameter(name, Optional.empty(), text);
    }
  }

  private ParentRole parent(String name) {
    return parents.stream()
        .filter(role -> role.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Suggestion.unknown(
                        "parent", name, parents.stream().map(ParentRole::key).toList())));
  }

  private void parameter(String name, Optional<ParentRole> model, String text) {
    int dot = name.indexOf('.');
    String parameter = dot < 0 ? name : name.substring(0, dot);
    String tensors = dot < 0 ? EVERYWHERE : name.substring(dot + 1);
    String key = model.map(role -> PointMaker.ofModel(role, parameter)).orElse(parameter);
    declared.put(key, parameter);
    texts.computeIfAbsent(key, unknown -> new LinkedHashMap<>()).put(tensors, text);
  }

  private GridPoint point(MergeMethod method) {
    PointMaker maker = new PointMaker(method, parents);
    Map<String, LayeredValue> values = new LinkedHashMap<>();
    texts.forEach((key, own) -> values.put(key, value(key, own, maker.absent(declared.get(key)))));
    return maker.point(base, List.copyOf(models), values);
  }

  private static LayeredValue value(
      String parameter, Map<String, String> byTensors, Optional<BigDecimal> absent) {
    List<LayeredValue.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, String> own : byTensors.entrySet()) {
      String tensors = own.getKey();
      boolean whole = tensors.equals(EVERYWHERE) || tensors.equals(LAYERS);
      if (whole && byTensors.size() > 1) {
        throw new IllegalArgumentException(
            "%s is given for all tensors and for %s".formatted(parameter, byTensors.keySet()));
      }
      if (whole) {
        return value(parameter, own.getValue(), tensors.equals(LAYERS));
      }
      boolean layers = tensors.endsWith("." + LAYERS);
      String filter =
          layers ? tensors.substring(0, tensors.length() - LAYERS.length() - 1) : tensors;
      entries.add(
          new LayeredValue.Entry(
              TensorFilter.of(filter, List.of(LAYERS)), value(parameter, own.getValue(), layers)));
    }
    return LayeredValue.of(entries, absent);
  }

  private static LayeredValue value(String parameter, String text, boolean layers) {
    if (!layers) {
      return LayeredValue.of(number(parameter, text));
    }
    List<BigDecimal> knots = new ArrayList<>();
    for (String knot : text.replaceAll("[\\[\\]\\s]", "").split(",", -1)) {
      knots.add(number(parameter, knot));
    }
    return LayeredValue.ofKnots(knots);
  }

  private static BigDecimal number(String parameter, String text) {
    try {
      return switch (text) {
        case "true" -> BigDecimal.ONE;
        case "false" -> BigDecimal.ZERO;
        default -> new BigDecimal(text);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is '%s' (must be a number, true or false)".formatted(parameter, text), e);
    }
  }
}
