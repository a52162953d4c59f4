package org.alphagrid.search.space;

import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Searcher;

/** Makes the searchers of a space. */
public final class SpaceSearchers {
  private SpaceSearchers() {}

  /**
   * Returns a searcher that has seen nothing yet.
   *
   * @throws IllegalArgumentException for a strategy that searches no space
   */
  public static Searcher start(SearchStrategy strategy, SearchSpace space, SpaceSettings settings) {
    Proposer proposer =
        switch (strategy) {
          case GP -> new GpProposer(space, settings.seed());
          case RANDOM_SPACE -> new RandomProposer(space);
          case FULL_GRID, RANDOM, BISECTION, RACING, ADAPTIVE ->
              throw new IllegalArgumentException(
                  "Cannot search a space by '%s'; known: %s"
                      .formatted(strategy, SearchStrategy.all(true)));
        };
    return new SpaceSearch(space, settings, strategy.toString(), proposer);
  }
}
