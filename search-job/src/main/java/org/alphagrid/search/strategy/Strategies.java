package org.alphagrid.search.strategy;

import java.util.Collection;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.GridLines;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.Searcher;

/** Makes the searchers of a grid. */
public final class Strategies {
  private Strategies() {}

  /**
   * Returns a searcher that has seen nothing yet.
   *
   * @param grid the merges of the sweep; the two parents are part of every search
   * @throws IllegalArgumentException for a strategy that searches no grid
   */
  public static Searcher start(SearchSettings settings, Collection<Candidate> grid) {
    GridLines lines = GridLines.of(grid);
    return switch (settings.strategy()) {
      case FULL_GRID -> new FullGrid(lines);
      case RANDOM -> new RandomPoints(settings, lines);
      case BISECTION -> new AdaptiveAlpha(settings, lines, true, false);
      case RACING -> new AdaptiveAlpha(settings, lines, false, true);
      case ADAPTIVE -> new AdaptiveAlpha(settings, lines, true, true);
      case GP, RANDOM_SPACE ->
          throw new IllegalArgumentException(
              "Cannot search a grid by '%s'; known: %s"
                  .formatted(settings.strategy(), SearchStrategy.all(false)));
    };
  }
}
