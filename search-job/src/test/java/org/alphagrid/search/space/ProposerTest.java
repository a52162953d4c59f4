package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.KeyedRandom;
import org.alphagrid.search.simulation.TrueMetrics;
import org.junit.jupiter.api.Test;

class ProposerTest {
  private final SearchSpace space = PlantedSpace.space();
  private final PlantedSpace surface = new PlantedSpace();

  @Test
  void bayesianProposalTakesPendingOnesIntoAccount() {
    GpProposer proposer = new GpProposer(space, 1);
    List<Observation> observed = observed(14);
    Candidate first = propose(proposer, observed, new TreeSet<>());
    Candidate second = propose(proposer, observed, new TreeSet<>(List.of(first)));

    assertThat(second).isNotEqualTo(first);
    double[] one = space.place(first).orElseThrow().shares();
    double[] other = space.place(second).orElseThrow().shares();
    // A neighbour would learn what the pending one learns.
    assertThat(Math.hypot(one[0] - other[0], one[1] - other[1])).isGreaterThan(0.03);
  }

  private static Candidate propose(
      Proposer proposer, List<Observation> observed, TreeSet<Candidate> pending) {
    return proposer.propose(observed, pending, KeyedRandom.of(4, "same")).orElseThrow().candidate();
  }

  private List<Observation> observed(int count) {
    Set<Candidate> candidates = new TreeSet<>(List.of(Candidate.DIRECT, Candidate.THINK));
    SplittableRandom random = new SplittableRandom(6);
    while (candidates.size() < count + 2) {
      candidates.add(space.candidate(RandomProposer.place(space, random)));
    }
    return candidates.stream().map(this::observation).toList();
  }

  private Observation observation(Candidate candidate) {
    TrueMetrics level = surface.overall(candidate);
    return new Observation(candidate, level.accuracy(), 1e-4, Math.log(level.tokens()), 1e-4);
  }
}
