package org.alphagrid.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphagrid.report.searchlog.SearchRecord;
import org.alphagrid.report.searchlog.SearchRecord.End;
import org.alphagrid.report.searchlog.SearchVerdict;

/** Turns what a search came to into the record that a report shows. */
public final class SearchRecorder {
  private SearchRecorder() {}

  /**
   * Returns the record of a search.
   *
   * @param points gives the id of each candidate's point in the run
   */
  public static SearchRecord record(
      SearchSettings settings, SearchRun.Outcome outcome, Function<Candidate, String> points) {
    return new SearchRecord(
        settings.strategy(),
        settings.budget().toString(),
        outcome.known().spent().tokens(),
        tried(outcome, points, settings.seed()),
        outcome.log().stream().map(SearchRecorder::entry).toList());
  }

  private static List<SearchRecord.Tried> tried(
      SearchRun.Outcome outcome, Function<Candidate, String> points, long seed) {
    Map<Candidate, Double> chances = FrontChance.of(outcome.known().trials(), seed);
    Map<Candidate, SearchVerdict> last = new TreeMap<>();
    for (Decision decision : outcome.log()) {
      if (decision.verdict() != SearchVerdict.CONFIRM) {
        decision.candidate().ifPresent(candidate -> last.put(candidate, decision.verdict()));
      }
    }
    List<SearchRecord.Tried> tried = new ArrayList<>();
    outcome
        .known()
        .trials()
        .forEach(
            (candidate, trials) ->
                tried.add(
                    new SearchRecord.Tried(
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

  private static End end(SearchVerdict last, boolean chosen) {
    return switch (last) {
      case FINAL -> End.FINAL;
      case DROP -> End.DROPPED;
      default -> chosen ? End.KEPT : End.RESTING;
    };
  }

  private static SearchRecord.Entry entry(Decision decision) {
    return new SearchRecord.Entry(
        decision.stage(),
        decision.stageName(),
        decision.candidate().map(Candidate::id).orElse(""),
        decision.verdict(),
        decision.rival().map(Candidate::id).orElse(""),
        decision.p().isPresent() ? decision.p().getAsDouble() : null,
        decision.reason());
  }
}
