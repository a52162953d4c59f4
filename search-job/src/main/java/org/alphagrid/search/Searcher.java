package org.alphagrid.search;

import java.util.SortedSet;

/**
 * Decides what to evaluate next. A searcher is a function of its settings, its seed and what it was
 * shown, in the order it was shown: it reads no clock and keeps nothing on disk. So a killed search
 * is resumed by a new searcher that is shown the same samples again.
 */
public interface Searcher {
  /**
   * Returns the next step.
   *
   * @param known all that was asked for and answered; where {@link #inFlight} exceeds 1, some of it
   *     may still be pending
   */
  SearchStep next(SearchState known);

  /**
   * Returns the candidates whose front is that of the search; called after the last step. The
   * report also has what else was tried and not dropped ({@link SearchRun.Outcome#reported}).
   */
  SortedSet<Candidate> chosen();

  /**
   * Returns how many requests may run at once. With 1 the next step is asked for when every request
   * is answered. With more it is asked for whenever one is answered, with the others pending. Which
   * one that is follows from the tokens each of them takes, not from the time of day, so that slow
   * thinkers hold nobody up and the order stays the same on every machine.
   */
  default int inFlight() {
    return 1;
  }
}
