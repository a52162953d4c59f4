package org.alphagrid.search.space;

import java.util.List;
import java.util.Optional;
import org.alphagrid.search.Candidate;

/**
 * Describes all merges that a search may try.
 *
 * @param families one per item of the list, with different methods, roles or depths
 */
public record SearchSpace(List<Family> families) {
  public SearchSpace {
    families = List.copyOf(families);
    if (families.isEmpty()) {
      throw new IllegalArgumentException("Invalid space: no method (must have at least one)");
    }
  }

  /** Holds the place of a candidate: its family, and a share for each dimension. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Place(int family, double[] shares) {}

  Candidate candidate(Place place) {
    return families.get(place.family()).candidate(place.shares());
  }

  /** Returns the place in the first family that has the candidate; empty for parents. */
  Optional<Place> place(Candidate candidate) {
    for (int i = 0; i < families.size(); i++) {
      Optional<double[]> shares = families.get(i).shares(candidate);
      if (shares.isPresent()) {
        return Optional.of(new Place(i, shares.get()));
      }
    }
    return Optional.empty();
  }
}
