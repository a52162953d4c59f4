package org.alphagrid.search.strategy;

import java.util.List;
import java.util.SortedSet;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.GridLines;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.SearchStep;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.TrialRequest;

/** Evaluates everything at full size: what other searches are compared with. */
final class FullGrid implements Searcher {
  private static final String STAGE = "full grid";

  private final GridLines lines;
  private boolean asked;

  FullGrid(GridLines lines) {
    this.lines = lines;
  }

  @Override
  public SearchStep next(SearchState known) {
    if (asked) {
      return new SearchStep(List.of(), List.of());
    }
    asked = true;
    Fidelity full = known.benchmarks().full();
    return new SearchStep(
        lines.all().stream().map(candidate -> new TrialRequest(candidate, full)).toList(),
        List.of(Decision.note(1, STAGE, "every point at full size, " + full)));
  }

  @Override
  public SortedSet<Candidate> chosen() {
    return lines.all();
  }
}
