package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Level;
import org.alphagrid.search.NamedRandom;
import org.junit.jupiter.api.Test;
import org.uma.jmetal.solution.doublesolution.DoubleSolution;

class ProposerTest {
  private final SearchSpace space = PlantedSpace.space();
  private final PlantedSpace surface = new PlantedSpace();

  /** Asked and told generation by generation, against the optimizer run on the function itself. */
  @Test
  void replayedOptimizerTriesWhatTheOptimizerTries() {
    Family family = space.families().get(0);
    int size = CmaEsReplay.generationSize(2);
    List<Candidate> direct = new ArrayList<>();
    try {
      CmaEsReplay.optimize(
          family,
          family.diagonal(0.5),
          3,
          point -> {
            if (direct.size() == 1 + 8 * size) {
              throw new IllegalStateException("enough");
            }
            direct.add(family.candidate(point));
            return value(family.candidate(point));
          });
    } catch (IllegalStateException enough) {
      assertThat(enough).hasMessage("enough");
    }
    Map<Candidate, Double> values = new HashMap<>();
    Set<Candidate> asked = new LinkedHashSet<>();
    for (int round = 0; asked.size() < new LinkedHashSet<>(direct).size(); round++) {
      CmaEsReplay replay = CmaEsReplay.of(family, family.diagonal(0.5), values, 3, "test");
      assertThat(replay.open()).isNotEmpty();
      assertThat(round).isLessThan(20);
      for (Candidate candidate : replay.open()) {
        asked.add(candidate);
        values.put(candidate, value(candidate));
      }
    }
    List<Candidate> inOrder = new ArrayList<>(new LinkedHashSet<>(direct));
    assertThat(new ArrayList<>(asked).subList(0, inOrder.size())).isEqualTo(inOrder);
  }

  @Test
  void optimizerComesCloseToTheBestOfItsFamily() {
    Family family = space.families().get(0);
    Map<Candidate, Double> values = new HashMap<>();
    for (int round = 0; round < 12; round++) {
      for (Candidate candidate :
          CmaEsReplay.of(family, family.diagonal(0.5), values, 3, "test").open()) {
        values.put(candidate, value(candidate));
      }
    }
    double best = Double.POSITIVE_INFINITY;
    for (int a = 0; a <= 100; a++) {
      for (int f = 0; f <= 100; f++) {
        best = Math.min(best, value(family.candidate(new double[] {a / 100.0, f / 100.0})));
      }
    }
    assertThat(Collections.min(values.values())).isLessThan(best + 0.01);
  }

  /** The population's first rank is the front of all, and genomes say what they stand for. */
  @Test
  void populationHoldsTheFront() {
    Nsga2Proposer proposer = new Nsga2Proposer(space);
    List<Observation> observed = observed(40);
    List<DoubleSolution> genomes = new ArrayList<>();
    observed.forEach(own -> proposer.genome(own).ifPresent(genomes::add));

    Set<Candidate> population = new TreeSet<>();
    proposer.population(genomes).forEach(one -> population.add(proposer.candidate(one)));
    List<Candidate> front =
        ParetoFront.of(
                observed.stream().filter(own -> !own.candidate().isParent()).toList(),
                Observation::accuracy,
                Observation::logTokens)
            .stream()
            .map(Observation::candidate)
            .toList();

    assertThat(population).hasSize(8);
    assertThat(population.stream().filter(front::contains).count())
        .isEqualTo(Math.min(8, front.size()));
  }

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
    return proposer.propose(observed, pending, NamedRandom.of(4, "same")).orElseThrow().candidate();
  }

  private double value(Candidate candidate) {
    return CmaEsProposer.values(List.of(observation(candidate)), 0.5).get(candidate);
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
    Level level = surface.overall(candidate);
    return new Observation(candidate, level.accuracy(), 1e-4, Math.log(level.tokens()), 1e-4);
  }
}
