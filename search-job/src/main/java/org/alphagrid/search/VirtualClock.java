package org.alphagrid.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Orders running requests by a virtual time in which a request takes as long as the tokens it
 * generates. Answers come in the order of that time: the same on every machine and after every
 * kill, and still a long request does not hold up the others, for as soon as it has generated as
 * many tokens as another took, it is known to end later (conservative simulation: Chandy and Misra,
 * IEEE Transactions on Software Engineering 5, 1979).
 */
final class VirtualClock {
  private final Evaluator evaluator;
  private final int places;
  private final Deque<TrialRequest> queue = new ArrayDeque<>();
  private final List<Flight> flights = new ArrayList<>();
  private double now;

  /**
   * Holds a running request.
   *
   * @param start virtual time, in tokens
   * @param before tokens of this candidate that were known when it started
   */
  private record Flight(
      TrialRequest request, PendingEvaluation pending, double start, double before) {}

  /** Holds a request and its trials. */
  record Answer(TrialRequest request, Trials trials) {}

  /**
   * Starts at time 0.
   *
   * @param places requests that run at once; others wait for a place
   */
  VirtualClock(Evaluator evaluator, int places) {
    this.evaluator = evaluator;
    this.places = places;
  }

  /** Adds requests; each starts when a place is free. */
  void ask(Collection<TrialRequest> requests) {
    queue.addAll(requests);
  }

  /** Returns the number of requests not answered yet. */
  int open() {
    return queue.size() + flights.size();
  }

  /** Waits for the request that ends first in virtual time, and returns it. */
  Answer first(SearchState known) throws IOException {
    while (flights.size() < places && !queue.isEmpty()) {
      TrialRequest request = queue.removeFirst();
      Trials before = known.trials().get(request.candidate());
      flights.add(
          new Flight(
              request, evaluator.start(request), now, before == null ? 0 : before.cost().tokens()));
    }
    while (true) {
      Flight first = null;
      Optional<Trials> answer = Optional.empty();
      double end = Double.POSITIVE_INFINITY;
      long seen = 0;
      for (Flight flight : flights) {
        // In this order: what is generated in between only moves the bound.
        Optional<Trials> own = flight.pending().answer();
        long tokens = flight.pending().tokens();
        double least =
            flight.start()
                + own.map(trials -> trials.cost().tokens() - flight.before())
                    .orElse((double) tokens);
        // Of equal ones that which was asked for first.
        if (least < end) {
          first = flight;
          answer = own;
          end = least;
          seen = tokens;
        }
      }
      if (answer.isPresent()) {
        flights.remove(first);
        now = end;
        return new Answer(first.request(), answer.get());
      }
      first.pending().await(seen);
    }
  }
}
