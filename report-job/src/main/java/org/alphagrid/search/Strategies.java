package org.alphagrid.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Every searcher by the name a sweep file gives it. */
public final class Strategies {
  public static final String ADAPTIVE = "adaptive";
  public static final String FULL_GRID = "full-grid";
  public static final String RANDOM = "random";
  public static final String BISECTION = "bisection";
  public static final String RACING = "racing";

  private static final Map<String, BiFunction<SearchSettings, Lines, Searcher>> KNOWN = known();

  private Strategies() {}

  private static Map<String, BiFunction<SearchSettings, Lines, Searcher>> known() {
    Map<String, BiFunction<SearchSettings, Lines, Searcher>> known = new LinkedHashMap<>();
    known.put(FULL_GRID, (settings, lines) -> new FullGrid(lines));
    known.put(RANDOM, RandomPoints::new);
    known.put(BISECTION, (settings, lines) -> new AdaptiveAlpha(settings, lines, true, false));
    known.put(RACING, (settings, lines) -> new AdaptiveAlpha(settings, lines, false, true));
    known.put(ADAPTIVE, (settings, lines) -> new AdaptiveAlpha(settings, lines, true, true));
    return Collections.unmodifiableMap(known);
  }

  /** In the order of tables. */
  public static List<String> names() {
    return List.copyOf(new ArrayList<>(KNOWN.keySet()));
  }

  /**
   * A searcher that has seen nothing yet.
   *
   * @param grid the merges of the sweep; the two parents are part of every search
   * @throws IllegalArgumentException for an unknown strategy
   */
  public static Searcher start(SearchSettings settings, Collection<Candidate> grid) {
    BiFunction<SearchSettings, Lines, Searcher> found = KNOWN.get(settings.strategy());
    if (found == null) {
      throw new IllegalArgumentException(
          "Unknown strategy '%s'; known: %s".formatted(settings.strategy(), names()));
    }
    return found.apply(settings, Lines.of(grid));
  }
}
