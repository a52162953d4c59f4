package org.alphagrid.search.space;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.KeyedRandom;
import org.alphagrid.search.space.ExpectedHypervolume.Outcome;
import org.alphagrid.search.space.GaussianProcess.Input;
import org.alphagrid.search.space.GaussianProcess.Normal;

/**
 * Proposes, of many candidates spread over the space and near the front, the one with the largest
 * expected hypervolume gain under two Gaussian processes, one for accuracy and one for log tokens.
 * Pending candidates count as if they had done what the model predicts (Ginsbourger, Le Riche and
 * Carraro, "Kriging is well-suited to parallelize optimization", 2010, section 4), so none is
 * proposed twice and their neighbourhood waits for them.
 */
final class GpProposer implements Proposer {
  private static final int SPREAD = 300;
  private static final int NEARBY = 200;
  private static final double NEARBY_STEP = 0.1;

  private final SearchSpace space;
  private final long seed;

  GpProposer(SearchSpace space, long seed) {
    this.space = space;
    this.seed = seed;
  }

  @Override
  public Optional<Proposal> propose(
      List<Observation> observed, SortedSet<Candidate> pending, SplittableRandom random) {
    Model model = new Model(observed);
    for (Candidate candidate : pending) {
      model = model.believing(candidate);
    }
    ExpectedHypervolume expected = model.expected();
    Set<Candidate> seen = RandomProposer.seen(observed, pending);
    Candidate best = null;
    double most = -1;
    for (Candidate candidate : pool(observed, random)) {
      if (!seen.contains(candidate)) {
        Input input = input(candidate);
        double gain = expected.gain(model.accuracy.at(input), model.logTokens.at(input));
        if (gain > most) {
          most = gain;
          best = candidate;
        }
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    Input input = input(best);
    String reason =
        String.format(
            Locale.ROOT,
            "expected gain of hypervolume %.4f; believed: accuracy %.3f ± %.3f, %.0f tokens",
            most / model.reference,
            model.accuracy.at(input).mean(),
            model.accuracy.at(input).deviation(),
            Math.exp(model.logTokens.at(input).mean()));
    return Optional.of(new Proposal(best, reason));
  }

  /** Predicts from what was observed and from predictions that count as observed. */
  private final class Model {
    final List<Input> inputs = new ArrayList<>();
    final List<double[]> rows;
    final GaussianProcess accuracy;
    final GaussianProcess logTokens;
    final double reference;

    /** Fits the parameters to what was observed. */
    Model(List<Observation> observed) {
      rows = new ArrayList<>();
      for (Observation own : observed) {
        inputs.add(input(own.candidate()));
        rows.add(
            new double[] {
              own.accuracy(), own.accuracyVariance(), own.logTokens(), own.logTokensVariance()
            });
      }
      accuracy = GaussianProcess.fit(inputs, column(0), column(1), seed);
      logTokens = GaussianProcess.fit(inputs, column(2), column(3), seed);
      reference = observed.stream().mapToDouble(Observation::tokens).max().orElseThrow() * 1.001;
    }

    private Model(Model before, Candidate believed) {
      inputs.addAll(before.inputs);
      rows = new ArrayList<>(before.rows);
      Input input = input(believed);
      inputs.add(input);
      rows.add(
          new double[] {
            before.accuracy.at(input).mean(), 1e-6, before.logTokens.at(input).mean(), 1e-6
          });
      accuracy = new GaussianProcess(inputs, column(0), column(1), before.accuracy.parameters());
      logTokens = new GaussianProcess(inputs, column(2), column(3), before.logTokens.parameters());
      reference = before.reference;
    }

    Model believing(Candidate candidate) {
      return new Model(this, candidate);
    }

    /**
     * Returns the gain over the predictions of those seen, which luck moves less than their means.
     */
    ExpectedHypervolume expected() {
      List<Outcome> outcomes = new ArrayList<>();
      for (Input input : inputs) {
        Normal tokens = logTokens.at(input);
        outcomes.add(new Outcome(accuracy.at(input).mean(), Math.exp(tokens.mean())));
      }
      return new ExpectedHypervolume(outcomes, reference);
    }

    private double[] column(int column) {
      return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
  }

  private Input input(Candidate candidate) {
    if (candidate.isParent()) {
      return new Input(Input.PARENT, candidate.alpha().orElseThrow().doubleValue(), new double[0]);
    }
    SearchSpace.Place place = space.place(candidate).orElseThrow();
    Family family = space.families().get(place.family());
    return new Input(place.family(), family.meanAlpha(place.shares()), place.shares());
  }

  private Set<Candidate> pool(List<Observation> observed, SplittableRandom random) {
    Set<Candidate> pool = new LinkedHashSet<>();
    for (int i = 0; i < SPREAD; i++) {
      pool.add(space.candidate(RandomProposer.place(space, random)));
    }
    List<SearchSpace.Place> front =
        ParetoFront.of(observed, Observation::accuracy, Observation::logTokens).stream()
            .flatMap(own -> space.place(own.candidate()).stream())
            .toList();
    for (int i = 0; i < NEARBY && !front.isEmpty(); i++) {
      SearchSpace.Place place = front.get(random.nextInt(front.size()));
      double[] shares = place.shares().clone();
      for (int d = 0; d < shares.length; d++) {
        shares[d] += NEARBY_STEP * KeyedRandom.normal(random);
      }
      pool.add(space.candidate(new SearchSpace.Place(place.family(), shares)));
    }
    return pool;
  }
}
