package org.alphagrid.search;

import java.util.List;

/**
 * What a searcher wants next.
 *
 * @param requests to answer before it is asked again; none when it has finished
 * @param decisions taken, for the log
 */
public record Step(List<Request> requests, List<Decision> decisions) {
  public Step {
    requests = List.copyOf(requests);
    decisions = List.copyOf(decisions);
  }

  public boolean isLast() {
    return requests.isEmpty();
  }
}
