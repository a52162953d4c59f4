package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finished search as a report tells it.
 *
 * @param strategy name of the searcher
 * @param budget in words
 * @param spentTokens generated for all candidates
 * @param candidates all that were tried, parents first
 * @param decisions in order
 */
public record SearchRecord(
    String strategy,
    String budget,
    double spentTokens,
    List<Tried> candidates,
    List<Entry> decisions) {
  /**
   * A candidate and how far it came.
   *
   * @param candidate its id
   * @param problems that it took, over all benchmarks
   * @param samples of each
   * @param end final, resting or dropped; final is the whole exam
   */
  public record Tried(
      String candidate,
      int problems,
      int samples,
      double accuracy,
      double tokens,
      double thinkRatio,
      String end) {}

  /**
   * A decision as text.
   *
   * @param candidate id, or empty
   * @param rival id, or empty
   * @param p adjusted, or null
   */
  public record Entry(
      int stage,
      String name,
      String candidate,
      String verdict,
      String rival,
      Double p,
      String reason) {}

  public SearchRecord {
    requireNonNull(strategy, "strategy is null");
    requireNonNull(budget, "budget is null");
    candidates = List.copyOf(candidates);
    decisions = List.copyOf(decisions);
  }

  /** What a search came to. */
  public static SearchRecord of(SearchSettings settings, SearchRun.Outcome outcome) {
    return new SearchRecord(
        settings.strategy(),
        settings.budget().toString(),
        outcome.known().spent().tokens(),
        tried(outcome),
        outcome.log().stream().map(SearchRecord::entry).toList());
  }

  private static List<Tried> tried(SearchRun.Outcome outcome) {
    Map<Candidate, Decision.Verdict> last = new TreeMap<>();
    for (Decision decision : outcome.log()) {
      if (decision.candidate() != null && decision.verdict() != Decision.Verdict.CONFIRM) {
        last.put(decision.candidate(), decision.verdict());
      }
    }
    List<Tried> tried = new ArrayList<>();
    outcome
        .known()
        .trials()
        .forEach(
            (candidate, trials) ->
                tried.add(
                    new Tried(
                        candidate.id(),
                        trials.byBenchmark().values().stream().mapToInt(p -> p.length).sum(),
                        trials.extent().samples(),
                        trials.accuracy(),
                        trials.tokens(),
                        trials.thinkRatio(),
                        end(last.get(candidate)))));
    return tried;
  }

  private static String end(Decision.Verdict last) {
    return switch (last) {
      case FINAL -> "final";
      case DROP -> "dropped";
      default -> "resting";
    };
  }

  private static Entry entry(Decision decision) {
    return new Entry(
        decision.stage(),
        decision.stageName(),
        decision.candidate() == null ? "" : decision.candidate().id(),
        decision.verdict().name().toLowerCase(Locale.ROOT),
        decision.rival() == null ? "" : decision.rival().id(),
        Double.isNaN(decision.p()) ? null : decision.p(),
        decision.reason());
  }
}
