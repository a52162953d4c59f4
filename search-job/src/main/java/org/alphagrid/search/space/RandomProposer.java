package org.alphagrid.search.space;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;

/** Proposes uniformly over families and their ranges, as a baseline. */
final class RandomProposer implements Proposer {
  private static final int TRIES = 1000;

  private final SearchSpace space;

  RandomProposer(SearchSpace space) {
    this.space = space;
  }

  @Override
  public Optional<Proposal> propose(
      List<Observation> observed, SortedSet<Candidate> pending, SplittableRandom random) {
    Set<Candidate> seen = seen(observed, pending);
    for (int i = 0; i < TRIES; i++) {
      Candidate candidate = space.candidate(place(space, random));
      if (!seen.contains(candidate)) {
        return Optional.of(new Proposal(candidate, "drawn at random"));
      }
    }
    return Optional.empty();
  }

  static SearchSpace.Place place(SearchSpace space, SplittableRandom random) {
    int family = random.nextInt(space.families().size());
    double[] shares = new double[space.families().get(family).dimensions().size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = random.nextDouble();
    }
    return new SearchSpace.Place(family, shares);
  }

  static Set<Candidate> seen(List<Observation> observed, SortedSet<Candidate> pending) {
    Set<Candidate> seen = new HashSet<>(pending);
    observed.forEach(observation -> seen.add(observation.candidate()));
    return seen;
  }
}
