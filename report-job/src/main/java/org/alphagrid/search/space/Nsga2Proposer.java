package org.alphagrid.search.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;
import org.uma.jmetal.operator.crossover.impl.SBXCrossover;
import org.uma.jmetal.operator.mutation.impl.PolynomialMutation;
import org.uma.jmetal.operator.selection.impl.RankingAndCrowdingSelection;
import org.uma.jmetal.solution.doublesolution.DoubleSolution;
import org.uma.jmetal.solution.doublesolution.impl.DefaultDoubleSolution;
import org.uma.jmetal.solution.doublesolution.repairsolution.impl.RepairDoubleSolutionWithBoundValue;
import org.uma.jmetal.util.bounds.Bounds;
import org.uma.jmetal.util.densityestimator.impl.CrowdingDistanceDensityEstimator;
import org.uma.jmetal.util.ranking.Ranking;
import org.uma.jmetal.util.ranking.impl.FastNonDominatedSortRanking;

/**
 * NSGA-II (Deb et al., IEEE Transactions on Evolutionary Computation 6, 2002) with jMetal's
 * operators, one child at a time: the population is the best of all that was observed by
 * non-dominated rank and crowding, parents are chosen by binary tournament, children by simulated
 * binary crossover and polynomial mutation. A child does not wait for those under way.
 *
 * <p>A genome has one gene for the family and one for each dimension of every family; genes of
 * other families are in the middle.
 */
final class Nsga2Proposer implements Proposer {
  private static final int POPULATION = 8;
  private static final int TRIES = 100;
  private static final double CROSSOVER = 0.9;

  /** Small ones make far children, which few evaluations need. */
  private static final double DISTRIBUTION = 2;

  private final SearchSpace space;
  private final List<Bounds<Double>> bounds = new ArrayList<>();

  Nsga2Proposer(SearchSpace space) {
    this.space = space;
    bounds.add(Bounds.create(0.0, (double) space.families().size()));
    for (Family family : space.families()) {
      family.dimensions().forEach(dimension -> bounds.add(Bounds.create(0.0, 1.0)));
    }
  }

  @Override
  public Optional<Proposal> propose(
      List<Observation> observed, SortedSet<Candidate> pending, SplittableRandom random) {
    List<DoubleSolution> all = new ArrayList<>();
    observed.forEach(observation -> genome(observation).ifPresent(all::add));
    Set<Candidate> seen = RandomProposer.seen(observed, pending);
    if (all.size() >= 2) {
      List<DoubleSolution> population = population(all);
      for (int i = 0; i < TRIES; i++) {
        Candidate child = candidate(child(population, random));
        if (!seen.contains(child)) {
          return Optional.of(new Proposal(child, "child of two on or near the front"));
        }
      }
    }
    return new RandomProposer(space).propose(observed, pending, random);
  }

  /** The best by rank and crowding, with both as attributes. */
  List<DoubleSolution> population(List<DoubleSolution> all) {
    List<DoubleSolution> best =
        all.size() <= POPULATION
            ? all
            : new RankingAndCrowdingSelection<DoubleSolution>(POPULATION).execute(all);
    return new ArrayList<>(best);
  }

  private DoubleSolution child(List<DoubleSolution> population, SplittableRandom random) {
    Ranking<DoubleSolution> ranking =
        new FastNonDominatedSortRanking<DoubleSolution>().compute(population);
    CrowdingDistanceDensityEstimator<DoubleSolution> crowding =
        new CrowdingDistanceDensityEstimator<>();
    for (int rank = 0; rank < ranking.getNumberOfSubFronts(); rank++) {
      crowding.compute(ranking.getSubFront(rank));
    }
    List<DoubleSolution> parents = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      DoubleSolution one = population.get(random.nextInt(population.size()));
      DoubleSolution other = population.get(random.nextInt(population.size()));
      int ranks = Integer.compare(ranking.getRank(one), ranking.getRank(other));
      boolean first = ranks < 0 || (ranks == 0 && crowding.value(one) >= crowding.value(other));
      parents.add(first ? one : other);
    }
    RepairDoubleSolutionWithBoundValue repair = new RepairDoubleSolutionWithBoundValue();
    DoubleSolution child =
        new SBXCrossover(CROSSOVER, DISTRIBUTION, repair, random::nextDouble)
            .execute(parents)
            .get(0);
    double rate = 1.0 / space.mostDimensions();
    return new PolynomialMutation(rate, DISTRIBUTION, repair, random::nextDouble).execute(child);
  }

  /** Both objectives are minimized; parents of the sweep have no genome. */
  Optional<DoubleSolution> genome(Observation observation) {
    return space
        .place(observation.candidate())
        .map(
            place -> {
              DoubleSolution solution = new DefaultDoubleSolution(bounds, 2, 0);
              List<Double> genes = new ArrayList<>(Collections.nCopies(bounds.size(), 0.5));
              genes.set(0, place.family() + 0.5);
              int first = first(place.family());
              for (int i = 0; i < place.shares().length; i++) {
                genes.set(first + i, place.shares()[i]);
              }
              for (int i = 0; i < genes.size(); i++) {
                solution.variables().set(i, genes.get(i));
              }
              solution.objectives()[0] = -observation.accuracy();
              solution.objectives()[1] = observation.logTokens();
              return solution;
            });
  }

  Candidate candidate(DoubleSolution genome) {
    int last = space.families().size() - 1;
    int family = (int) Math.min(last, Math.floor(genome.variables().get(0)));
    double[] shares = new double[space.families().get(family).dimensions().size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = genome.variables().get(first(family) + i);
    }
    return space.candidate(new SearchSpace.Place(family, shares));
  }

  private int first(int family) {
    int first = 1;
    for (int i = 0; i < family; i++) {
      first += space.families().get(i).dimensions().size();
    }
    return first;
  }
}
