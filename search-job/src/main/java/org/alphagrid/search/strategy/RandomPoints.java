package org.alphagrid.search.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphagrid.report.searchlog.SearchVerdict;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.CostModel;
import org.alphagrid.search.Decision;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.GridLines;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.SearchStep;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.TrialRequest;

/** Evaluates the parents, then random points at full size until the budget is spent. */
final class RandomPoints implements Searcher {
  private final SearchSettings settings;
  private final GridLines lines;
  private final List<Candidate> order;
  private final SortedSet<Candidate> chosen = new TreeSet<>();
  private int stage;

  RandomPoints(SearchSettings settings, GridLines lines) {
    this.settings = settings;
    this.lines = lines;
    this.order = new ArrayList<>(lines.all());
    order.removeIf(Candidate::isParent);
    Collections.shuffle(order, new Random(settings.seed()));
  }

  @Override
  public SearchStep next(SearchState known) {
    stage++;
    Fidelity full = known.benchmarks().full();
    if (stage == 1) {
      chosen.add(Candidate.DIRECT);
      chosen.add(Candidate.THINK);
      return step(List.of(Candidate.DIRECT, Candidate.THINK), full, "the parents come first");
    }
    Budget budget = settings.budget();
    CostModel costs = new CostModel(known);
    double limit = budget.limit(costs.fullGrid(lines));
    double mean = budget.of(known.spent()) / known.trials().size();
    double spent = budget.of(known.spent());
    if (order.isEmpty() || spent + mean > limit) {
      String reason =
          order.isEmpty() ? "no point is left" : "another point would exceed the budget";
      return new SearchStep(List.of(), List.of(Decision.note(stage, "random", reason)));
    }
    Candidate next = order.remove(0);
    chosen.add(next);
    return step(List.of(next), full, "drawn");
  }

  private SearchStep step(List<Candidate> candidates, Fidelity full, String reason) {
    return new SearchStep(
        candidates.stream().map(candidate -> new TrialRequest(candidate, full)).toList(),
        candidates.stream()
            .map(candidate -> Decision.of(stage, "random", candidate, SearchVerdict.FINAL, reason))
            .toList());
  }

  @Override
  public SortedSet<Candidate> chosen() {
    return Collections.unmodifiableSortedSet(chosen);
  }
}
