package org.alphagrid.search.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.NamedRandom;

/**
 * CMA-ES (Hansen and Ostermeier, Evolutionary Computation 9, 2001) on weighted sums of accuracy and
 * log tokens: one optimizer for each weight, which starts from the best of the first, spread
 * candidates and stays in its family. A generation is proposed whole; while one optimizer waits for
 * its generation, the other goes on.
 */
final class CmaEsProposer implements Proposer {
  private static final double[] WEIGHTS = {0.35, 0.65};

  private final SearchSpace space;
  private final long seed;
  private final List<Candidate> spread;

  /**
   * @param spread tried before anything is proposed
   */
  CmaEsProposer(SearchSpace space, long seed, List<Candidate> spread) {
    this.space = space;
    this.seed = seed;
    this.spread = List.copyOf(spread);
  }

  @Override
  public Optional<Proposal> propose(
      List<Observation> observed, SortedSet<Candidate> pending, SplittableRandom random) {
    Set<Candidate> seen = RandomProposer.seen(observed, pending);
    List<CmaEsReplay> replays = new ArrayList<>();
    for (double weight : WEIGHTS) {
      replay(weight, values(observed, weight)).ifPresent(replays::add);
    }
    // Whoever has done least goes first, so that all of them advance.
    replays.sort((one, other) -> Integer.compare(one.generation(), other.generation()));
    for (CmaEsReplay replay : replays) {
      for (Candidate candidate : replay.open()) {
        if (!seen.contains(candidate)) {
          return Optional.of(new Proposal(candidate, replay.description()));
        }
      }
    }
    return pending.isEmpty()
        ? new RandomProposer(space).propose(observed, pending, random)
        : Optional.empty();
  }

  /** Empty until all of the spread candidates are known, since the start must not move. */
  private Optional<CmaEsReplay> replay(double weight, Map<Candidate, Double> values) {
    if (!values.keySet().containsAll(spread)) {
      return Optional.empty();
    }
    Candidate best = spread.get(0);
    for (Candidate candidate : spread) {
      best = values.get(candidate) < values.get(best) ? candidate : best;
    }
    SearchSpace.Place start = space.place(best).orElseThrow();
    Family family = space.families().get(start.family());
    String description =
        String.format(Locale.ROOT, "%s, weight %.2f on tokens", family.method(), weight);
    long own = NamedRandom.of(seed, "cma-es", weight).nextLong();
    return Optional.of(CmaEsReplay.of(family, start.shares(), values, own, description));
  }

  /**
   * To be minimized. Tokens are counted in halvings, so that at equal weights half the tokens are
   * worth ten points of accuracy.
   */
  static Map<Candidate, Double> values(List<Observation> observed, double weight) {
    Map<Candidate, Double> values = new HashMap<>();
    for (Observation observation : observed) {
      double tokens = 0.1 * observation.logTokens() / Math.log(2);
      values.put(observation.candidate(), weight * tokens - (1 - weight) * observation.accuracy());
    }
    return values;
  }
}
