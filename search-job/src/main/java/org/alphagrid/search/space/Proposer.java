package org.alphagrid.search.space;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;

/**
 * Chooses the next candidate from all that was observed, and nothing else: it keeps no state, so a
 * search that was killed goes on as if nothing had happened.
 */
interface Proposer {
  /**
   * Holds a candidate and the reason for it.
   *
   * @param reason for the log
   */
  record Proposal(Candidate candidate, String reason) {}

  /**
   * Returns a new candidate.
   *
   * @param observed sorted by candidate, the parents among them
   * @param pending candidates being evaluated: not proposed again, but taken into account
   * @param random for this proposal alone
   * @return empty if it has to wait for what is pending
   */
  Optional<Proposal> propose(
      List<Observation> observed, SortedSet<Candidate> pending, SplittableRandom random);
}
