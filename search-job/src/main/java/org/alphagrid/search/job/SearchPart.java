package org.alphagrid.search.job;

import java.util.Collection;
import java.util.Optional;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.space.SearchSpace;
import org.alphagrid.search.space.SpaceSearchers;
import org.alphagrid.search.space.SpaceSettings;
import org.alphagrid.search.strategy.Strategies;

/**
 * Holds the {@code search} part of a sweep file, read and checked.
 *
 * @param settings that every search has
 * @param space what a search over a space needs besides; empty for a search of the sweep's grid
 */
record SearchPart(SearchSettings settings, Optional<SpacePart> space) {
  /** Holds the space and how it is searched. */
  record SpacePart(SearchSpace space, SpaceSettings settings) {}

  /**
   * Returns a searcher that has seen nothing yet.
   *
   * @param grid the merges of the sweep, for a search of the grid
   */
  Searcher start(Collection<Candidate> grid) {
    return space
        .map(own -> SpaceSearchers.start(settings.strategy(), own.space(), own.settings()))
        .orElseGet(() -> Strategies.start(settings, grid));
  }
}
