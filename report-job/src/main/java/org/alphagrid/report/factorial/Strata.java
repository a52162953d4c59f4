package org.alphagrid.report.factorial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares levels of a factor where everything else is the same, and averages such comparisons,
 * each with equal weight. Where all merges compared are one model, as at alpha 0, there is nothing
 * to compare and the comparison does not count.
 */
final class Strata {
  private final List<Treatment> cells;

  Strata(List<Treatment> cells) {
    this.cells = cells;
  }

  /**
   * Returns the straight line through the levels of a number, by least squares, over the factor's
   * range: what changes from the lowest level to the highest.
   */
  Optional<Weights> trend(Factor factor) {
    return average(groups(factor.name()).values().stream().map(own -> trend(factor, own)).toList());
  }

  /** Returns the step from one level to another. */
  Optional<Weights> step(Factor factor, String from, String to) {
    return difference(factor.name(), from, to, List.of(factor.name()), Optional.empty());
  }

  /**
   * Returns the step from one name to another, for example between two methods: settings that both
   * have are the same, settings that only one has are averaged over.
   */
  Optional<Weights> pair(Factor factor, String from, String to) {
    return difference(factor.name(), from, to, unshared(factor, from, to), Optional.empty());
  }

  /**
   * Returns how the trend of a number differs between two names: that of the second minus of the
   * first.
   */
  Optional<Weights> trendPair(Factor number, Factor name, String from, String to) {
    if (!has(name.name(), from, number.name()) || !has(name.name(), to, number.name())) {
      return Optional.empty();
    }
    List<String> left = new ArrayList<>(unshared(name, from, to));
    left.add(number.name());
    return difference(name.name(), from, to, left, Optional.of(number));
  }

  /** Returns how the trend of a number changes over the range of another. */
  Optional<Weights> trendOfTrend(Factor factor, Factor over) {
    List<Optional<Weights>> found = new ArrayList<>();
    for (List<Treatment> own : groups(factor.name(), over.name()).values()) {
      Map<String, Weights> byLevel = new TreeMap<>();
      for (String level : over.levels()) {
        List<Treatment> there =
            own.stream().filter(cell -> level.equals(cell.settings().get(over.name()))).toList();
        trend(factor, there).ifPresent(weights -> byLevel.put(level, weights));
      }
      found.add(slope(over, byLevel));
    }
    return average(found);
  }

  /** Returns the plain average of all. */
  Optional<Weights> level() {
    return average(cells.stream().map(cell -> Optional.of(Weights.of(cell.model()))).toList());
  }

  private Optional<Weights> trend(Factor factor, Collection<Treatment> own) {
    Map<String, Weights> byLevel = new TreeMap<>();
    Set<String> models = new TreeSet<>();
    for (Treatment cell : own) {
      String level = cell.settings().get(factor.name());
      if (level != null) {
        byLevel.put(level, Weights.of(cell.model()));
        models.add(cell.model());
      }
    }
    return models.size() < 2 ? Optional.empty() : slope(factor, byLevel);
  }

  private static Optional<Weights> slope(Factor factor, Map<String, Weights> byLevel) {
    if (byLevel.size() < 2) {
      return Optional.empty();
    }
    double mean = byLevel.keySet().stream().mapToDouble(factor::position).average().orElseThrow();
    double squares = 0;
    for (String level : byLevel.keySet()) {
      squares += Math.pow(factor.position(level) - mean, 2);
    }
    Weights sum = Weights.none();
    for (Map.Entry<String, Weights> entry : byLevel.entrySet()) {
      double share = (factor.position(entry.getKey()) - mean) / squares;
      sum = sum.plus(share * factor.range(), entry.getValue());
    }
    return Optional.of(sum);
  }

  /**
   * Returns weights of the difference between two sides of cells that are alike otherwise.
   *
   * @param left settings that need not be the same
   * @param trend what to compare: the trend of a number, or the averages
   */
  private Optional<Weights> difference(
      String factor, String from, String to, List<String> left, Optional<Factor> trend) {
    String[] ignored = left.toArray(String[]::new);
    Map<SortedMap<String, String>, List<Treatment>> before = new HashMap<>();
    Map<SortedMap<String, String>, List<Treatment>> after = new TreeMap<>(Strata::compare);
    for (Treatment cell : cells) {
      String level = cell.settings().get(factor);
      if (from.equals(level)) {
        before.computeIfAbsent(cell.without(ignored), key -> new ArrayList<>()).add(cell);
      } else if (to.equals(level)) {
        after.computeIfAbsent(cell.without(ignored), key -> new ArrayList<>()).add(cell);
      }
    }
    List<Optional<Weights>> found = new ArrayList<>();
    after.forEach(
        (settings, cells) -> {
          List<Treatment> others = before.get(settings);
          if (others != null) {
            Optional<Weights> first = value(others, trend);
            Optional<Weights> second = value(cells, trend);
            if (first.isPresent() && second.isPresent()) {
              found.add(Optional.of(second.get().plus(-1, first.get())));
            }
          }
        });
    return average(found);
  }

  private Optional<Weights> value(List<Treatment> own, Optional<Factor> trend) {
    return trend.isPresent() ? new Strata(own).trend(trend.get()) : new Strata(own).level();
  }

  /** Returns the factor itself, and what only one of two of its levels knows. */
  private List<String> unshared(Factor factor, String from, String to) {
    Set<String> first = known(factor.name(), from);
    Set<String> second = known(factor.name(), to);
    List<String> left = new ArrayList<>();
    left.add(factor.name());
    first.stream().filter(name -> !second.contains(name)).forEach(left::add);
    second.stream().filter(name -> !first.contains(name)).forEach(left::add);
    return left;
  }

  private boolean has(String factor, String level, String setting) {
    return known(factor, level).contains(setting);
  }

  private Set<String> known(String factor, String level) {
    Set<String> names = new TreeSet<>();
    for (Treatment cell : cells) {
      if (level.equals(cell.settings().get(factor))) {
        names.addAll(cell.settings().keySet());
      }
    }
    return names;
  }

  /** Cells that have the factors, by everything else. */
  private Map<SortedMap<String, String>, List<Treatment>> groups(String... factors) {
    Map<SortedMap<String, String>, List<Treatment>> groups = new TreeMap<>(Strata::compare);
    for (Treatment cell : cells) {
      if (cell.settings().keySet().containsAll(List.of(factors))) {
        groups.computeIfAbsent(cell.without(factors), key -> new ArrayList<>()).add(cell);
      }
    }
    return groups;
  }

  private static int compare(SortedMap<String, String> one, SortedMap<String, String> other) {
    return one.toString().compareTo(other.toString());
  }

  /** Returns the mean of the strata that say something; empty if none does. */
  private static Optional<Weights> average(List<Optional<Weights>> found) {
    List<Weights> own =
        found.stream().flatMap(Optional::stream).filter(weights -> !weights.isEmpty()).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Weights sum = Weights.none();
    for (Weights weights : own) {
      sum = sum.plus(1.0 / own.size(), weights);
    }
    return Optional.of(sum).filter(weights -> !weights.isEmpty());
  }
}
