package org.alphagrid.merge.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParentRole;

/** Expands the {@code merge} list of a sweep file to its points. */
public final class Grid {
  private static final int MAX_POINTS = 100_000;
  private static final String METHOD = "method";
  private static final String MODELS = "models";
  private static final String BASE = "base";
  private static final String MERGEKIT = "mergekit";

  private final Collection<ParentRole> parents;
  private final Function<ConfigNode, MergePoint> mergekit;
  private final Map<String, GridPoint> points = new LinkedHashMap<>();

  private Grid(Collection<ParentRole> parents, Function<ConfigNode, MergePoint> mergekit) {
    this.parents = parents;
    this.mergekit = mergekit;
  }

  /**
   * Reads the list; axes of one item multiply, the last axis fastest.
   *
   * @param merge the list; each item names a method and gives its parameters, or is a mergekit
   *     configuration
   * @param parents the roles the sweep has; they come first, as points of their own
   * @param mergekit reads an item that is a mergekit configuration
   * @return distinct points in file order
   */
  public static List<GridPoint> expand(
      ConfigNode merge, Collection<ParentRole> parents, Function<ConfigNode, MergePoint> mergekit) {
    Grid grid = new Grid(parents, mergekit);
    new TreeSet<>(parents).forEach(parent -> grid.add(GridPoint.of(parent), merge));
    merge.items().forEach(grid::addItem);
    return List.copyOf(grid.points.values());
  }

  private void add(GridPoint point, ConfigNode item) {
    GridPoint earlier = points.putIfAbsent(point.id(), point);
    if (earlier instanceof MergePoint first
        && point instanceof MergePoint second
        && first.isMerged()
        && !sameText(first, second)) {
      throw new UserException(
          "Invalid grid: two different points are called %s; give one another name (%s)"
              .formatted(point.id(), item.place()));
    }
    if (points.size() > MAX_POINTS) {
      throw new UserException(
          "Invalid grid: more than %d points (%s)".formatted(MAX_POINTS, item.place()));
    }
  }

  private static boolean sameText(MergePoint one, MergePoint other) {
    return one.rule().details().equals(other.rule().details());
  }

  private void addItem(ConfigNode item) {
    if (!item.isObject() || item.optional(MERGEKIT).isPresent()) {
      add(mergekit.apply(item), item);
      return;
    }
    PointMaker maker = new PointMaker(findMethod(item), parents);
    Optional<ParentRole> base = item.optional(BASE).map(this::parent);
    Map<ParentRole, ConfigNode> models = new LinkedHashMap<>();
    item.optional(MODELS).ifPresent(node -> readModels(node, models));
    for (Map<String, LayeredValue> row : product(item, maker, models)) {
      add(point(maker, base, List.copyOf(models.keySet()), row, item), item);
    }
  }

  private static MergeMethod findMethod(ConfigNode item) {
    ConfigNode name = item.required(METHOD);
    try {
      return MergeMethod.CATALOG.find(name.text());
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + name.place() + ")", e);
    }
  }

  /** A list of names, or a map from names to parameters. */
  private void readModels(ConfigNode node, Map<ParentRole, ConfigNode> models) {
    if (node.isObject()) {
      for (String name : node.entries().keySet()) {
        models.put(parent(name, node), node.required(name));
      }
    } else {
      for (ConfigNode item : node.items()) {
        if (models.put(parent(item), item) != null) {
          throw item.invalid("named once");
        }
      }
    }
    if (models.isEmpty()) {
      throw node.invalid("a list of parents, or a map from parents to parameters");
    }
  }

  private ParentRole parent(ConfigNode node) {
    return parent(node.text(), node);
  }

  private ParentRole parent(String name, ConfigNode node) {
    return parents.stream()
        .filter(role -> role.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Suggestion.unknown(
                            "parent", name, parents.stream().map(ParentRole::key).toList())
                        + " ("
                        + node.place()
                        + ")"));
  }

  /** Returns every combination of the item's values; those of one model are kept under its name. */
  private static List<Map<String, LayeredValue>> product(
      ConfigNode item, PointMaker maker, Map<ParentRole, ConfigNode> models) {
    List<Map<String, LayeredValue>> rows = List.of(Map.of());
    for (Map.Entry<String, ConfigNode> axis : item.entries().entrySet()) {
      String key = axis.getKey();
      if (key.equals(MODELS)) {
        for (Map.Entry<ParentRole, ConfigNode> model : models.entrySet()) {
          if (model.getValue().isObject()) {
            for (Map.Entry<String, ConfigNode> own : model.getValue().entries().entrySet()) {
              String scoped = PointMaker.ofModel(model.getKey(), own.getKey());
              rows =
                  multiplied(
                      rows, scoped, AxisValues.read(own.getValue(), maker.absent(own.getKey())));
            }
          } else if (!model.getValue().text().equals(model.getKey().key())) {
            throw model.getValue().invalid("a map of parameters");
          }
        }
      } else if (!key.equals(METHOD) && !key.equals(BASE)) {
        rows = multiplied(rows, key, AxisValues.read(axis.getValue(), maker.absent(key)));
      }
    }
    return rows;
  }

  private static List<Map<String, LayeredValue>> multiplied(
      List<Map<String, LayeredValue>> rows, String key, List<LayeredValue> values) {
    List<Map<String, LayeredValue>> longer = new ArrayList<>();
    for (Map<String, LayeredValue> row : rows) {
      for (LayeredValue value : values) {
        Map<String, LayeredValue> next = new HashMap<>(row);
        next.put(key, value);
        longer.add(next);
      }
    }
    return longer;
  }

  private static MergePoint point(
      PointMaker maker,
      Optional<ParentRole> base,
      List<ParentRole> models,
      Map<String, LayeredValue> row,
      ConfigNode item) {
    try {
      return maker.point(base, models, row);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + item.place() + ")", e);
    }
  }
}
