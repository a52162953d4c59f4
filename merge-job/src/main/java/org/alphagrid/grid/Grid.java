package org.alphagrid.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.ParameterValues;
import org.alphagrid.method.ParentRole;
import org.alphagrid.method.SweepForm;

/** Expands the {@code merge} list of a sweep file to its points. */
public final class Grid {
  private static final int MAX_POINTS = 100_000;

  private Grid() {}

  /**
   * Reads the list; axes of one item multiply, the last axis fastest.
   *
   * @param merge the list; each item names a method and gives its parameters
   * @param parents the roles the sweep has; they come first, as points of their own
   * @return distinct points in file order
   */
  public static List<GridPoint> expand(ConfigNode merge, Collection<ParentRole> parents) {
    Map<String, GridPoint> points = new LinkedHashMap<>();
    for (ParentRole parent : ParentRole.values()) {
      if (parents.contains(parent)) {
        add(points, GridPoint.of(parent));
      }
    }
    for (ConfigNode item : merge.items()) {
      MergeMethod method = findMethod(item);
      for (Map<String, BigDecimal> values : product(item)) {
        GridPoint point = point(method, values, item);
        if (SweepForm.needsBase(method, point.values()) && !parents.contains(ParentRole.BASE)) {
          throw new ConfigException(
              "Method %s needs a base; add parents.base (%s)"
                  .formatted(method.name(), item.place()));
        }
        add(points, point);
        if (points.size() > MAX_POINTS) {
          throw new ConfigException(
              "Invalid grid: more than %d points (%s)".formatted(MAX_POINTS, item.place()));
        }
      }
    }
    return List.copyOf(points.values());
  }

  private static void add(Map<String, GridPoint> points, GridPoint point) {
    points.putIfAbsent(point.id(), point);
  }

  private static MergeMethod findMethod(ConfigNode item) {
    ConfigNode name = item.required("method");
    try {
      return MergeMethod.CATALOG.find(name.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + name.place() + ")", e);
    }
  }

  private static GridPoint point(
      MergeMethod method, Map<String, BigDecimal> values, ConfigNode item) {
    try {
      ParameterValues checked = ParameterValues.of(method, values);
      method.check(SweepForm.settings(method, checked));
      return GridPoint.of(method, checked);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + item.place() + ")", e);
    }
  }

  private static List<Map<String, BigDecimal>> product(ConfigNode item) {
    List<Map<String, BigDecimal>> rows = List.of(Map.of());
    for (Map.Entry<String, ConfigNode> axis : item.entries().entrySet()) {
      if (axis.getKey().equals("method")) {
        continue;
      }
      List<Map<String, BigDecimal>> longer = new ArrayList<>();
      for (Map<String, BigDecimal> row : rows) {
        for (BigDecimal value : Axis.read(axis.getValue())) {
          Map<String, BigDecimal> next = new TreeMap<>(row);
          next.put(axis.getKey(), value);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }
}
