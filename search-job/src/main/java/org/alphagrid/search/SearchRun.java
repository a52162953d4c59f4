package org.alphagrid.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphagrid.report.searchlog.SearchVerdict;

/** Takes a searcher through its steps; the same loop for a simulation and for real models. */
public final class SearchRun {
  /** Limits steps to more than any search needs, so that a searcher that never ends is a defect. */
  private static final int MOST_STEPS = 100_000;

  private SearchRun() {}

  /**
   * Holds what a search ended with.
   *
   * @param known everything it saw
   * @param chosen by the searcher: those whose front is the search's
   * @param log every decision in order
   */
  public record Outcome(SearchState known, TreeSet<Candidate> chosen, List<Decision> log) {
    public Outcome {
      log = List.copyOf(log);
    }

    /** Returns every candidate tried, without those that a test dropped. */
    public SortedSet<Candidate> reported() {
      SortedSet<Candidate> reported = new TreeSet<>(known.trials().keySet());
      log.stream()
          .filter(decision -> decision.verdict() == SearchVerdict.DROP)
          .flatMap(decision -> decision.candidate().stream())
          .forEach(reported::remove);
      return reported;
    }
  }

  /**
   * Runs a search to its end.
   *
   * @param listener receives every decision as it is taken
   */
  public static Outcome run(Searcher searcher, Evaluator evaluator, Consumer<Decision> listener)
      throws IOException {
    SearchState known = SearchState.nothing(evaluator.benchmarks());
    List<Decision> log = new ArrayList<>();
    // One at a time means a stage at a time: all of it is answered together.
    List<TrialRequest> stage = new ArrayList<>();
    VirtualClock clock = new VirtualClock(evaluator, searcher.inFlight());
    boolean whole = searcher.inFlight() == 1;
    boolean last = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      int open = stage.size() + clock.open();
      while (!last && (open == 0 || open < searcher.inFlight())) {
        SearchStep next = searcher.next(known);
        if (next.waits()) {
          break;
        }
        next.decisions().forEach(listener);
        log.addAll(next.decisions());
        last = next.isLast();
        if (whole) {
          stage.addAll(next.requests());
        } else {
          clock.ask(next.requests());
        }
        open += next.requests().size();
        known = known.waitingFor(candidates(next.requests()));
      }
      if (open == 0) {
        return new Outcome(known, new TreeSet<>(searcher.chosen()), log);
      }
      if (whole) {
        Map<Candidate, Trials> answers = evaluator.evaluate(List.copyOf(stage));
        for (TrialRequest request : stage) {
          known = known.with(request.candidate(), answers.get(request.candidate()));
        }
        stage.clear();
      } else {
        VirtualClock.Answer answer = clock.first(known);
        known = known.with(answer.request().candidate(), answer.trials());
      }
    }
    throw new IllegalStateException(
        "Searcher %s did not end after %d steps"
            .formatted(searcher.getClass().getSimpleName(), MOST_STEPS));
  }

  private static TreeSet<Candidate> candidates(List<TrialRequest> requests) {
    TreeSet<Candidate> candidates = new TreeSet<>();
    requests.forEach(request -> candidates.add(request.candidate()));
    return candidates;
  }

  /** Runs a search to its end, without progress. */
  public static Outcome run(Searcher searcher, Evaluator evaluator) throws IOException {
    return run(searcher, evaluator, decision -> {});
  }
}
