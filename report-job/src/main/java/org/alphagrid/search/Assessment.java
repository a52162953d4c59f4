package org.alphagrid.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.alphagrid.report.pareto.Hypervolume;
import org.alphagrid.report.pareto.ParetoFront;

/**
 * A search against the full grid of the same run: what it kept of the front, and for how much.
 *
 * @param hypervolumeShare of what it chose, relative to that of all points
 * @param tokenShare of what it spent, relative to the full grid
 * @param lost points of the front that it did not choose although they are better than anything it
 *     did choose by more than two standard errors
 * @param dropped those of them that a test dropped, rather than the budget
 */
public record Assessment(
    double hypervolumeShare, double tokenShare, List<Candidate> lost, List<Candidate> dropped) {
  private static final double STANDARD_ERRORS = 2;

  public Assessment {
    lost = List.copyOf(lost);
    dropped = List.copyOf(dropped);
  }

  /**
   * Compares.
   *
   * @param search what is assessed
   * @param grid what the full grid saw
   * @param truth levels of all points: the surface's, or where it is unknown the full grid's own
   *     means
   */
  public static Assessment of(
      SearchRun.Outcome search, Known grid, Function<Candidate, Level> truth) {
    Collection<Candidate> all = grid.trials().keySet();
    double reference = all.stream().mapToDouble(c -> truth.apply(c).tokens()).max().orElseThrow();
    List<Candidate> lost =
        ParetoFront.of(
                List.copyOf(all), c -> truth.apply(c).accuracy(), c -> truth.apply(c).tokens())
            .stream()
            .filter(c -> !search.chosen().contains(c))
            .filter(c -> search.chosen().stream().noneMatch(k -> replaces(k, c, grid, truth)))
            .toList();
    List<Candidate> tested =
        search.log().stream()
            .filter(decision -> decision.verdict() == Decision.Verdict.DROP)
            .map(Decision::candidate)
            .toList();
    Map<Candidate, Trials> seen = search.known().trials();
    List<Candidate> named =
        ParetoFront.of(
            List.copyOf(search.chosen()), c -> seen.get(c).accuracy(), c -> seen.get(c).tokens());
    return new Assessment(
        hypervolume(named, truth, reference) / hypervolume(all, truth, reference),
        search.known().spent().tokens() / grid.spent().tokens(),
        lost,
        lost.stream().filter(tested::contains).toList());
  }

  private static double hypervolume(
      Collection<Candidate> set, Function<Candidate, Level> truth, double reference) {
    return Hypervolume.of(
        set.stream().mapToDouble(c -> truth.apply(c).accuracy()).toArray(),
        set.stream().mapToDouble(c -> truth.apply(c).tokens()).toArray(),
        reference);
  }

  /** Whether a kept point is as good as a lost one, but for two standard errors of a full size. */
  private static boolean replaces(
      Candidate kept, Candidate lost, Known grid, Function<Candidate, Level> truth) {
    Map<Candidate, Trials> trials = grid.trials();
    Duel duel = Duel.of(trials.get(kept), trials.get(lost));
    double accuracy = truth.apply(kept).accuracy() - truth.apply(lost).accuracy();
    double saving = Math.log(truth.apply(lost).tokens() / truth.apply(kept).tokens());
    return accuracy >= -STANDARD_ERRORS * duel.accuracy().standardError()
        && saving >= -STANDARD_ERRORS * duel.saving().standardError();
  }
}
