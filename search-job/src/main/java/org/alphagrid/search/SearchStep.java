package org.alphagrid.search;

import java.util.List;

/**
 * Holds what a searcher asks for next.
 *
 * @param requests to answer before it is asked again; none when it has finished
 * @param decisions taken, for the log
 * @param waits whether there is nothing to ask until something pending is answered
 */
public record SearchStep(List<TrialRequest> requests, List<Decision> decisions, boolean waits) {
  public SearchStep {
    requests = List.copyOf(requests);
    decisions = List.copyOf(decisions);
  }

  /** Makes a step that does not wait. */
  public SearchStep(List<TrialRequest> requests, List<Decision> decisions) {
    this(requests, decisions, false);
  }

  /** Returns a step that asks for nothing until the next answer. */
  public static SearchStep waiting() {
    return new SearchStep(List.of(), List.of(), true);
  }

  /** Returns whether the search has ended. */
  public boolean isLast() {
    return requests.isEmpty() && !waits;
  }
}
