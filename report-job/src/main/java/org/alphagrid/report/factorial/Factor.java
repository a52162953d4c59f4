package org.alphagrid.report.factorial;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names a setting with more than one value in the sweep.
 *
 * @param name alpha, method, or a parameter's name
 * @param levels numbers by size, else in the order of the grid
 * @param numeric whether every level is a number
 */
public record Factor(String name, List<String> levels, boolean numeric) {
  public static final String ALPHA = "alpha";
  public static final String METHOD = "method";

  public Factor {
    requireNonNull(name, "name is null");
    levels = List.copyOf(levels);
  }

  static Factor of(String name, Set<String> levels) {
    boolean numeric = levels.stream().allMatch(level -> number(level).isPresent());
    List<String> ordered =
        numeric
            ? levels.stream().sorted(Comparator.comparing(BigDecimal::new)).toList()
            : List.copyOf(levels);
    return new Factor(name, ordered, numeric);
  }

  /** Returns a level's place on the axis: its value, or its number in the list. */
  public double position(String level) {
    return numeric ? Double.parseDouble(level) : levels.indexOf(level);
  }

  /** Returns the distance from the lowest level to the highest. */
  double range() {
    return position(levels.get(levels.size() - 1)) - position(levels.get(0));
  }

  /** Returns what a trend is called: its two ends. */
  public String ends() {
    return levels.get(0) + " → " + levels.get(levels.size() - 1);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
