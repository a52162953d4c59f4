package org.alphagrid.search.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.report.searchlog.SearchVerdict;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Cost;
import org.alphagrid.search.Decision;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.KeyedRandom;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.SearchStep;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;

/**
 * Searches a space: first candidates spread over it, then proposals while others run, and at last
 * the front on all problems and samples, held-out problems included.
 *
 * <p>Each step follows from the seed and what is known; nothing is remembered between steps but the
 * final choice, which follows from them as well.
 */
final class SpaceSearch implements Searcher {
  private final SearchSpace space;
  private final SpaceSettings settings;
  private final String name;
  private final Proposer proposer;
  private SortedSet<Candidate> chosen = new TreeSet<>();

  SpaceSearch(SearchSpace space, SpaceSettings settings, String name, Proposer proposer) {
    this.space = space;
    this.settings = settings;
    this.name = name;
    this.proposer = proposer;
  }

  @Override
  public int inFlight() {
    return settings.inFlight();
  }

  @Override
  public SortedSet<Candidate> chosen() {
    return Collections.unmodifiableSortedSet(chosen);
  }

  @Override
  public SearchStep next(SearchState known) {
    Fidelity extent = settings.seen(known.benchmarks());
    int asked = known.trials().size() + known.pending().size();
    if (asked == 0) {
      return begin(extent);
    }
    int tried = asked - 2;
    List<Observation> observed = observed(known, extent);
    boolean more = tried < settings.evaluations() && isAffordable(known, observed, extent);
    if (more && !isFinishing(known, extent)) {
      SplittableRandom random = KeyedRandom.of(settings.seed(), name, asked);
      Optional<Proposer.Proposal> found =
          observed.size() < 3
              ? Optional.empty()
              : proposer.propose(observed, known.pending(), random);
      if (found.isPresent()) {
        return one(asked - 1, found.get(), extent);
      }
      if (!known.pending().isEmpty()) {
        return SearchStep.waiting();
      }
    }
    return known.pending().isEmpty() ? finish(known, observed, extent) : SearchStep.waiting();
  }

  /** Asks for the parents, and for points spread over the families in turn. */
  private SearchStep begin(Fidelity extent) {
    List<TrialRequest> requests = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Candidate parent : List.of(Candidate.DIRECT, Candidate.THINK)) {
      requests.add(new TrialRequest(parent, extent));
      decisions.add(Decision.of(1, name, parent, SearchVerdict.TRY, "a parent, always kept"));
    }
    for (Candidate candidate : Spread.over(space, settings.spread(), settings.seed())) {
      requests.add(new TrialRequest(candidate, extent));
      decisions.add(Decision.of(1, name, candidate, SearchVerdict.TRY, "spread over the space"));
    }
    return new SearchStep(requests, decisions);
  }

  private SearchStep one(int stage, Proposer.Proposal proposal, Fidelity extent) {
    return new SearchStep(
        List.of(new TrialRequest(proposal.candidate(), extent)),
        List.of(
            Decision.of(stage, name, proposal.candidate(), SearchVerdict.TRY, proposal.reason())));
  }

  private SearchStep finish(SearchState known, List<Observation> observed, Fidelity extent) {
    int stage = known.trials().size();
    Fidelity full = known.benchmarks().full();
    chosen = affordable(known, observed, extent);
    List<TrialRequest> open = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Candidate candidate : chosen) {
      if (!known.trials().get(candidate).extent().covers(full)) {
        open.add(new TrialRequest(candidate, full));
        decisions.add(
            Decision.of(
                stage,
                name,
                candidate,
                SearchVerdict.FINAL,
                candidate.isParent() ? "a parent, always kept" : "on the front of what was seen"));
      }
    }
    return new SearchStep(open, decisions);
  }

  /** Returns the parents and the front; of too large a front, points spread evenly over it. */
  private static SortedSet<Candidate> finalists(List<Observation> observed, int most) {
    List<Candidate> front =
        ParetoFront.of(observed, Observation::accuracy, Observation::logTokens).stream()
            .map(Observation::candidate)
            .filter(candidate -> !candidate.isParent())
            .toList();
    SortedSet<Candidate> finalists = new TreeSet<>(List.of(Candidate.DIRECT, Candidate.THINK));
    int count = Math.min(front.size(), most);
    for (int i = 0; i < count; i++) {
      // The last, most accurate one is always among them.
      finalists.add(front.get(front.size() - 1 - i * front.size() / count));
    }
    return finalists;
  }

  /** Returns whether some finalist has more samples than choices see. */
  private static boolean isFinishing(SearchState known, Fidelity extent) {
    return known.trials().values().stream().anyMatch(own -> !extent.covers(own.extent()));
  }

  private static List<Observation> observed(SearchState known, Fidelity extent) {
    List<Observation> observed = new ArrayList<>();
    known
        .trials()
        .forEach(
            (candidate, trials) -> {
              Trials seen = trials.extent().equals(extent) ? trials : trials.within(extent);
              observed.add(Observation.of(candidate, seen));
            });
    return observed;
  }

  /** Returns as many finalists as the budget pays for, and the parents in any case. */
  private SortedSet<Candidate> affordable(
      SearchState known, List<Observation> observed, Fidelity extent) {
    if (settings.budget().isEmpty()) {
      return finalists(observed, settings.finalists());
    }
    Budget budget = settings.budget().get();
    double left = budget.limit();
    // Of what choices look at: finalists that came further must not change the choice.
    for (Trials trials : known.trials().values()) {
      left -= budget.of(trials.within(extent).cost());
    }
    int most = settings.finalists();
    while (most > 0 && rest(known, finalists(observed, most), extent) > left) {
      most--;
    }
    return finalists(observed, most);
  }

  /** Returns what all other samples of some candidates cost, by the lengths of each so far. */
  private double rest(SearchState known, Collection<Candidate> candidates, Fidelity extent) {
    double seen = known.benchmarks().samples(extent);
    double more = known.benchmarks().samples(known.benchmarks().full()) - seen;
    double sum = 0;
    for (Candidate candidate : candidates) {
      Cost own = known.trials().get(candidate).within(extent).cost();
      sum += settings.budget().orElseThrow().of(own) / seen * more;
    }
    return sum;
  }

  /** Returns whether one more candidate, all pending ones and the finalists fit the budget. */
  private boolean isAffordable(SearchState known, List<Observation> observed, Fidelity extent) {
    if (settings.budget().isEmpty() || observed.isEmpty()) {
      return true;
    }
    Budget budget = settings.budget().get();
    Cost mean = known.spent().times(1.0 / known.trials().size());
    double next = budget.of(mean) * (1 + known.pending().size());
    double finals = rest(known, finalists(observed, settings.finalists()), extent);
    return budget.of(known.spent()) + next + finals <= budget.limit();
  }
}
