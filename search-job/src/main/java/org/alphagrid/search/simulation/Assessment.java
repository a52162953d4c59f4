package org.alphagrid.search.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.alphagrid.report.pareto.Hypervolume;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.FrontChance;
import org.alphagrid.search.PairedComparison;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.Trials;

/**
 * Compares a search with the full grid of the same run: what it kept of the front, and at what
 * cost. A point of the front is lost if it is better than anything the search chose by more than
 * two standard errors.
 *
 * @param hypervolumeShare of what it chose, relative to that of all points
 * @param tokenShare of what it spent, relative to the full grid
 * @param dropped lost points that a test dropped
 * @param absent lost points that were never tried, nor anything as good; the report lacks them
 * @param unlikely lost points in the report whose chance of being on the front it puts below 5 %
 * @param resting the other lost points: in the report, measured on a part of the samples
 */
public record Assessment(
    double hypervolumeShare,
    double tokenShare,
    List<Candidate> dropped,
    List<Candidate> absent,
    List<Candidate> unlikely,
    List<Candidate> resting) {
  private static final double STANDARD_ERRORS = 2;
  private static final double UNLIKELY = 0.05;
  private static final int SEED = 1; // Of the draws; what they estimate does not depend on it.

  public Assessment {
    dropped = List.copyOf(dropped);
    absent = List.copyOf(absent);
    unlikely = List.copyOf(unlikely);
    resting = List.copyOf(resting);
  }

  /** Returns whether the report lacks a lost point, for whatever reason. */
  public boolean isIncomplete() {
    return !dropped.isEmpty() || !absent.isEmpty();
  }

  /**
   * Returns the comparison.
   *
   * @param search what is assessed
   * @param grid what the full grid saw
   * @param truth levels of all points: the surface's, or where it is unknown the full grid's own
   *     means
   */
  public static Assessment of(
      SearchRun.Outcome search, SearchState grid, Function<Candidate, TrueMetrics> truth) {
    Collection<Candidate> all = grid.trials().keySet();
    double reference = all.stream().mapToDouble(c -> truth.apply(c).tokens()).max().orElseThrow();
    List<Candidate> lost =
        ParetoFront.of(
                List.copyOf(all), c -> truth.apply(c).accuracy(), c -> truth.apply(c).tokens())
            .stream()
            .filter(c -> isBetter(c, search.chosen(), grid, truth))
            .toList();
    Map<Candidate, Trials> seen = search.known().trials();
    Set<Candidate> reported = search.reported();
    Map<Candidate, Double> chances =
        lost.isEmpty() ? Map.of() : FrontChance.of(search.known().trials(), SEED);
    List<Candidate> dropped = new ArrayList<>();
    List<Candidate> absent = new ArrayList<>();
    List<Candidate> unlikely = new ArrayList<>();
    List<Candidate> resting = new ArrayList<>();
    for (Candidate candidate : lost) {
      if (reported.contains(candidate)) {
        (chances.get(candidate) < UNLIKELY ? unlikely : resting).add(candidate);
      } else if (seen.containsKey(candidate)) {
        dropped.add(candidate);
      } else {
        (isBetter(candidate, reported, grid, truth) ? absent : resting).add(candidate);
      }
    }
    List<Candidate> named =
        ParetoFront.of(
            List.copyOf(search.chosen()), c -> seen.get(c).accuracy(), c -> seen.get(c).tokens());
    return new Assessment(
        hypervolume(named, truth, reference) / hypervolume(all, truth, reference),
        search.known().spent().tokens() / grid.spent().tokens(),
        dropped,
        absent,
        unlikely,
        resting);
  }

  private static double hypervolume(
      Collection<Candidate> set, Function<Candidate, TrueMetrics> truth, double reference) {
    return Hypervolume.of(
        set.stream().mapToDouble(c -> truth.apply(c).accuracy()).toArray(),
        set.stream().mapToDouble(c -> truth.apply(c).tokens()).toArray(),
        reference);
  }

  /**
   * Returns whether a candidate beats each of some, in accuracy or tokens, by two standard errors.
   */
  private static boolean isBetter(
      Candidate candidate,
      Collection<Candidate> than,
      SearchState grid,
      Function<Candidate, TrueMetrics> truth) {
    return !than.contains(candidate)
        && than.stream().noneMatch(kept -> replaces(kept, candidate, grid, truth));
  }

  /** Returns whether a kept point is as good as a lost one within two standard errors. */
  private static boolean replaces(
      Candidate kept, Candidate lost, SearchState grid, Function<Candidate, TrueMetrics> truth) {
    Map<Candidate, Trials> trials = grid.trials();
    PairedComparison comparison = PairedComparison.of(trials.get(kept), trials.get(lost));
    double accuracy = truth.apply(kept).accuracy() - truth.apply(lost).accuracy();
    double saving = Math.log(truth.apply(lost).tokens() / truth.apply(kept).tokens());
    return accuracy >= -STANDARD_ERRORS * comparison.accuracy().standardError()
        && saving >= -STANDARD_ERRORS * comparison.saving().standardError();
  }
}
