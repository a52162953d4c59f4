package org.alphagrid.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Takes a searcher through its steps; the same loop for a simulation and for real models. */
public final class SearchRun {
  /** More steps than any search needs: a searcher that never ends is a defect. */
  private static final int MOST_STEPS = 100_000;

  private SearchRun() {}

  /**
   * What a search ended with.
   *
   * @param known everything it saw
   * @param chosen by the searcher
   * @param log every decision in order
   */
  public record Outcome(Known known, TreeSet<Candidate> chosen, List<Decision> log) {
    public Outcome {
      log = List.copyOf(log);
    }
  }

  /**
   * Runs to the end.
   *
   * @param listener told of every decision as it is taken
   */
  public static Outcome run(Searcher searcher, Evaluator evaluator, Consumer<Decision> listener)
      throws IOException {
    Known known = Known.nothing(evaluator.exam());
    List<Decision> log = new ArrayList<>();
    Deque<Request> waiting = new ArrayDeque<>();
    boolean last = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      while (!last && (waiting.isEmpty() || waiting.size() < searcher.inFlight())) {
        Step next = searcher.next(known);
        if (next.waits()) {
          break;
        }
        next.decisions().forEach(listener);
        log.addAll(next.decisions());
        last = next.isLast();
        waiting.addAll(next.requests());
        known = known.waitingFor(candidates(next.requests()));
      }
      if (waiting.isEmpty()) {
        return new Outcome(known, new TreeSet<>(searcher.chosen()), log);
      }
      // What is answered together: a whole stage, or what is in flight; only the oldest is told.
      boolean whole = searcher.inFlight() == 1;
      Map<Candidate, Trials> answers = evaluator.evaluate(List.copyOf(waiting));
      List<Request> told = whole ? List.copyOf(waiting) : List.of(waiting.getFirst());
      for (Request request : told) {
        known = known.with(request.candidate(), answers.get(request.candidate()));
        waiting.removeFirst();
      }
    }
    throw new IllegalStateException(
        "Searcher %s did not end after %d steps"
            .formatted(searcher.getClass().getSimpleName(), MOST_STEPS));
  }

  private static TreeSet<Candidate> candidates(List<Request> requests) {
    TreeSet<Candidate> candidates = new TreeSet<>();
    requests.forEach(request -> candidates.add(request.candidate()));
    return candidates;
  }

  /** For callers that need no progress. */
  public static Outcome run(Searcher searcher, Evaluator evaluator) throws IOException {
    return run(searcher, evaluator, decision -> {});
  }
}
