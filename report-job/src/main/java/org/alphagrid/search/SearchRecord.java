package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

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
  /** How a candidate ended that took the whole exam. */
  public static final String FINAL = "final";

  /** How one ended that took a part only, and adds too little to be named on a front. */
  public static final String RESTING = "resting";

  /**
   * A candidate and how far it came.
   *
   * @param candidate its id
   * @param point id of its point in the run; the same but for weights by role or depth
   * @param problems that it took, over all benchmarks
   * @param samples of each
   * @param frontChance by {@link FrontChance}; NaN where nothing tells it
   * @param end final (the whole exam), kept (the front is named from it too), resting or dropped
   */
  public record Tried(
      String candidate,
      String point,
      int problems,
      int samples,
      double accuracy,
      double tokens,
      double thinkRatio,
      double frontChance,
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

  /**
   * What a search came to.
   *
   * @param points id of each candidate's point
   */
  public static SearchRecord of(
      SearchSettings settings, SearchRun.Outcome outcome, Function<Candidate, String> points) {
    return new SearchRecord(
        settings.strategy(),
        settings.budget().toString(),
        outcome.known().spent().tokens(),
        tried(outcome, points, settings.seed()),
        outcome.log().stream().map(SearchRecord::entry).toList());
  }

  /** How far the candidate of a point came; empty where it is no point of the search. */
  public Optional<Tried> tried(String point) {
    return candidates.stream().filter(tried -> point.equals(tried.point())).findFirst();
  }

  private static List<Tried> tried(
      SearchRun.Outcome outcome, Function<Candidate, String> points, long seed) {
    Map<Candidate, Double> chances = FrontChance.of(outcome.known().trials(), seed);
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
                        points.apply(candidate),
                        trials.byBenchmark().values().stream().mapToInt(p -> p.length).sum(),
                        trials.extent().samples(),
                        trials.accuracy(),
                        trials.tokens(),
                        trials.thinkRatio(),
                        chances.get(candidate),
                        end(last.get(candidate), outcome.chosen().contains(candidate)))));
    return tried;
  }

  private static String end(Decision.Verdict last, boolean chosen) {
    return switch (last) {
      case FINAL -> FINAL;
      case DROP -> "dropped";
      default -> chosen ? "kept" : RESTING;
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
