package org.alphagrid.report.factorial;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.alphagrid.report.curve.SweepPoint;

/**
 * Holds the merges of a sweep as a table of settings. Sweeps are rarely full: a method has
 * parameters that another lacks, and grids of alpha differ.
 *
 * @param cells merges with samples on every problem
 * @param factors settings with more than one level: alpha first, method last
 */
record Design(List<Treatment> cells, List<Factor> factors) {
  private static final String PATTERN = "alpha pattern";

  Design {
    cells = List.copyOf(cells);
    factors = List.copyOf(factors);
  }

  /**
   * Returns the design of the merges that have samples.
   *
   * @param sampled whether a model has its samples
   */
  static Design of(List<SweepPoint> points, Predicate<String> sampled) {
    List<Treatment> cells = new ArrayList<>();
    Map<String, Set<String>> levels = new LinkedHashMap<>();
    levels.put(Factor.ALPHA, new LinkedHashSet<>());
    for (SweepPoint point : points) {
      if (!point.isParent() && sampled.test(point.model())) {
        Treatment cell = cell(point);
        cells.add(cell);
        cell.settings()
            .forEach(
                (name, level) ->
                    levels.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(level));
      }
    }
    // The method is what parameters belong to, so it comes after them.
    Set<String> methods = levels.remove(Factor.METHOD);
    if (methods != null) {
      levels.put(Factor.METHOD, methods);
    }
    levels.values().removeIf(found -> found.size() < 2);
    List<Factor> factors = new ArrayList<>();
    levels.forEach((name, found) -> factors.add(Factor.of(name, found)));
    return new Design(cells, factors);
  }

  Optional<Factor> factor(String name) {
    return factors.stream().filter(factor -> factor.name().equals(name)).findFirst();
  }

  /** Returns the numeric settings other than alpha: density, epsilon, share and the like. */
  List<Factor> parameters() {
    return factors.stream()
        .filter(factor -> factor.numeric() && !factor.name().equals(Factor.ALPHA))
        .toList();
  }

  /** Settings that are names: the method, the run, values given by role or depth. */
  List<Factor> categories() {
    return factors.stream().filter(factor -> !factor.numeric()).toList();
  }

  /** Returns the same design for the merges that pass. */
  Design only(Predicate<Treatment> chosen) {
    return new Design(cells.stream().filter(chosen).toList(), factors);
  }

  private static Treatment cell(SweepPoint point) {
    SortedMap<String, String> settings = new TreeMap<>();
    point.parameters().forEach((name, value) -> settings.put(name, level(value)));
    String given = settings.remove(Factor.ALPHA);
    point.alpha().ifPresent(alpha -> settings.put(Factor.ALPHA, level(alpha.toPlainString())));
    if (given != null && !given.equals(settings.get(Factor.ALPHA))) {
      // Given by role or depth: what is held fixed while alpha moves tells such lines apart.
      String moving = point.alphaText();
      settings.put(PATTERN, moving.isEmpty() ? given : given.replace(moving, "α"));
    }
    settings.put(Factor.METHOD, point.method());
    return new Treatment(point.model(), settings);
  }

  /** Returns the level in one spelling: 0.50 and 0.5 are one level. */
  private static String level(String value) {
    try {
      return new BigDecimal(value).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return value;
    }
  }
}
