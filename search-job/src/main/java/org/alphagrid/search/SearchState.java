package org.alphagrid.search;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what a search has seen up to a stage, and nothing of what lies on disk beyond it.
 *
 * @param benchmarks numbers of all problems and samples
 * @param trials by candidate, as far as they were asked for
 * @param pending asked for and not answered yet; empty where stages are answered whole
 * @param spent for all trials
 */
public record SearchState(
    BenchmarkSize benchmarks,
    SortedMap<Candidate, Trials> trials,
    SortedSet<Candidate> pending,
    Cost spent) {
  public SearchState {
    trials = Collections.unmodifiableSortedMap(new TreeMap<>(trials));
    pending = Collections.unmodifiableSortedSet(new TreeSet<>(pending));
  }

  /** Returns the state before the first answer. */
  public static SearchState nothing(BenchmarkSize benchmarks) {
    return new SearchState(benchmarks, new TreeMap<>(), new TreeSet<>(), Cost.NONE);
  }

  /** Returns the state after an answer, which replaces what was known of the candidate. */
  public SearchState with(Candidate candidate, Trials answer) {
    TreeMap<Candidate, Trials> more = new TreeMap<>(trials);
    Trials before = more.put(candidate, answer);
    Cost added = before == null ? answer.cost() : answer.cost().minus(before.cost());
    TreeSet<Candidate> waiting = new TreeSet<>(pending);
    waiting.remove(candidate);
    return new SearchState(benchmarks, more, waiting, spent.plus(added));
  }

  /** Returns the state with further candidates pending. */
  public SearchState waitingFor(Set<Candidate> candidates) {
    TreeSet<Candidate> waiting = new TreeSet<>(pending);
    waiting.addAll(candidates);
    return new SearchState(benchmarks, trials, waiting, spent);
  }
}
