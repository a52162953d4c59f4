package org.alphagrid.search.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.Trials;

/**
 * Interpolates a measured surface: levels at some alphas of each line. The parents are the ends of
 * every line.
 *
 * <p>As text, one line per level: {@code benchmark,line,alpha,accuracy,tokens,think_ratio}, where a
 * line is a method or what {@link Candidate#line} calls it in quotes, and {@code parent} with alpha
 * 0 or 1 is a parent.
 */
public final class RecordedSurface implements Surface {
  private static final String HEADER = "benchmark,line,alpha,accuracy,tokens,think_ratio";
  private static final int FIELDS = 6;

  private final String name;
  private final Map<String, Map<String, NavigableMap<BigDecimal, TrueMetrics>>> levels;
  private final List<String> lines;

  private RecordedSurface(
      String name, Map<String, Map<String, NavigableMap<BigDecimal, TrueMetrics>>> levels) {
    this.name = name;
    this.levels = levels;
    Set<String> found = new LinkedHashSet<>();
    levels.values().forEach(own -> found.addAll(own.keySet()));
    found.remove(Candidate.PARENT);
    this.lines = List.copyOf(found);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException naming file and line of what is wrong
   */
  public static RecordedSurface parse(String name, String text) {
    Map<String, Map<String, NavigableMap<BigDecimal, TrueMetrics>>> levels = new LinkedHashMap<>();
    List<String> rows = text.lines().filter(row -> !row.startsWith("#")).toList();
    if (rows.isEmpty() || !rows.get(0).equals(HEADER)) {
      throw new IllegalArgumentException(
          "Cannot read surface %s: the header is '%s' (must be '%s')"
              .formatted(name, rows.isEmpty() ? "" : rows.get(0), HEADER));
    }
    for (String row : rows.subList(1, rows.size())) {
      List<String> cells = cells(row);
      try {
        levels
            .computeIfAbsent(cells.get(0), key -> new LinkedHashMap<>())
            .computeIfAbsent(cells.get(1), key -> new TreeMap<>())
            .put(
                new BigDecimal(cells.get(2)).stripTrailingZeros(),
                new TrueMetrics(number(cells, 3), number(cells, 4), number(cells, 5)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "Cannot read surface %s: '%s' (must be %s)".formatted(name, row, HEADER), e);
      }
    }
    RecordedSurface surface = new RecordedSurface(name, levels);
    surface.requireParents();
    return surface;
  }

  /** Returns what was measured on a whole grid, as text that {@link #parse} reads. */
  public static String text(SearchState grid) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (String benchmark : grid.benchmarks().problems().keySet()) {
      grid.trials()
          .forEach(
              (candidate, trials) -> {
                Trials own = trials.benchmark(benchmark);
                String line = candidate.isParent() ? Candidate.PARENT : candidate.line();
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%.4f,%.2f,%.4f%n",
                        benchmark,
                        line.contains(",") ? '"' + line + '"' : line,
                        Candidate.text(candidate.alpha().orElseThrow()),
                        own.accuracy(),
                        own.tokens(),
                        own.thinkRatio()));
              });
    }
    return text.toString();
  }

  private static double number(List<String> cells, int index) {
    return Double.parseDouble(cells.get(index));
  }

  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    for (String cell : row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", FIELDS)) {
      cells.add(cell.replace("\"", ""));
    }
    return cells;
  }

  private void requireParents() {
    levels.forEach(
        (benchmark, own) -> {
          NavigableMap<BigDecimal, TrueMetrics> parents = own.get(Candidate.PARENT);
          if (parents == null
              || !parents.containsKey(BigDecimal.ZERO)
              || !parents.containsKey(BigDecimal.ONE)) {
            throw new IllegalArgumentException(
                "Cannot read surface %s: benchmark %s lacks a parent (must have alpha 0 and 1)"
                    .formatted(name, benchmark));
          }
        });
  }

  /** Returns the names of the lines besides the parents. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public List<String> benchmarks() {
    return List.copyOf(levels.keySet());
  }

  @Override
  public TrueMetrics at(Candidate candidate, String benchmark) {
    Map<String, NavigableMap<BigDecimal, TrueMetrics>> own = levels.get(benchmark);
    BigDecimal alpha = candidate.alpha().map(BigDecimal::stripTrailingZeros).orElse(null);
    if (own == null
        || alpha == null
        || !candidate.isParent() && !own.containsKey(candidate.line())) {
      throw new IllegalArgumentException(
          "Unknown candidate '%s' on %s in surface %s; known: %s on %s"
              .formatted(candidate, benchmark, name, lines, levels.keySet()));
    }
    NavigableMap<BigDecimal, TrueMetrics> parents = own.get(Candidate.PARENT);
    if (candidate.isParent()) {
      return parents.get(alpha);
    }
    TreeMap<BigDecimal, TrueMetrics> line = new TreeMap<>(parents);
    line.putAll(own.get(candidate.line()));
    Map.Entry<BigDecimal, TrueMetrics> below = line.floorEntry(alpha);
    Map.Entry<BigDecimal, TrueMetrics> above = line.ceilingEntry(alpha);
    if (below == null || above == null) {
      throw new IllegalArgumentException(
          "Unknown alpha %s in surface %s (must be from 0 to 1)".formatted(alpha, name));
    }
    double width = above.getKey().subtract(below.getKey()).doubleValue();
    double share = alpha.subtract(below.getKey()).doubleValue();
    return width == 0
        ? below.getValue()
        : below.getValue().towards(above.getValue(), share / width);
  }
}
