package org.alphagrid.search.strategy;

import static org.alphagrid.report.searchlog.SearchVerdict.TRY;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.FrontDraws;
import org.alphagrid.search.GridLines;
import org.alphagrid.search.HeldOut;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.SearchStep;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;

/**
 * Refines alpha where something happens, then races what it found.
 *
 * <ol>
 *   <li>A pilot tries evenly spread points of each line with few problems and samples: think ratio,
 *       tokens, and with them what everything else would cost.
 *   <li>Intervals whose ends differ in think ratio or log tokens are bisected down to the grid.
 *   <li>Rungs, each three times as large: a point is dropped when another beats it with confidence
 *       ({@link Race}); of the others those go on that add most to the front ({@link FrontDraws}),
 *       as many as the budget allows with every fourth at full size. The rest waits.
 *   <li>The last rung is all problems and samples for the parents and the merges left. The front is
 *       named from them and those that rest on the rung before.
 *   <li>One test on problems that nothing was chosen by.
 * </ol>
 *
 * <p>Where answers change along alpha: "Model interpolation", arXiv 2510.10977; racing with shared
 * problems: Maron and Moore, NIPS 1993; rungs: Jamieson and Talwalkar, arXiv 1502.07943.
 */
final class AdaptiveAlpha implements Searcher {
  private enum Phase {
    PILOT,
    REFINE,
    RACE,
    CONFIRM
  }

  private final SearchSettings settings;
  private final GridLines lines;
  private final boolean refines;
  private final boolean races;
  private final SortedSet<Candidate> alive = new TreeSet<>();
  private final SortedSet<Candidate> kept = new TreeSet<>();
  private List<Fidelity> rungs = List.of();
  private Phase phase = Phase.PILOT;
  private int rung;
  private int stage;

  AdaptiveAlpha(SearchSettings settings, GridLines lines, boolean refines, boolean races) {
    this.settings = settings;
    this.lines = lines;
    this.refines = refines;
    this.races = races;
  }

  @Override
  public SortedSet<Candidate> chosen() {
    return Collections.unmodifiableSortedSet(kept);
  }

  @Override
  public SearchStep next(SearchState known) {
    stage++;
    if (phase == Phase.PILOT) {
      phase = refines ? Phase.REFINE : Phase.RACE;
      return pilot(known);
    }
    if (phase == Phase.REFINE) {
      SearchStep refined = refine(known);
      if (!refined.isLast()) {
        return refined;
      }
      phase = Phase.RACE;
    }
    return phase == Phase.RACE
        ? race(known)
        : new SearchStep(
            List.of(), List.of(new ConfirmationStage(settings, known).of(alive, stage)));
  }

  private SearchStep pilot(SearchState known) {
    rungs = Rungs.of(known.benchmarks(), settings.pilot(), races ? settings.rungs() : 1);
    SortedSet<Candidate> first = refines ? lines.spread(settings.pilotPoints()) : lines.all();
    return tryOut(
        first,
        "pilot",
        candidate -> candidate.isParent() ? "a parent, always kept" : "evenly spread over alpha");
  }

  private SearchStep tryOut(
      Collection<Candidate> candidates, String name, Function<Candidate, String> reason) {
    List<TrialRequest> requests = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Candidate candidate : candidates) {
      alive.add(candidate);
      requests.add(new TrialRequest(candidate, settings.pilot()));
      decisions.add(Decision.of(stage, name, candidate, TRY, reason.apply(candidate)));
    }
    return new SearchStep(requests, decisions);
  }

  private SearchStep refine(SearchState known) {
    Map<Candidate, String> middles = new LinkedHashMap<>();
    for (List<Candidate> line : lines.nodes()) {
      int low = 0;
      for (int i = 1; i < line.size(); i++) {
        if (known.trials().containsKey(line.get(i))) {
          if (i - low > 1) {
            Candidate middle = line.get((low + i) / 2);
            change(known, line.get(low), line.get(i))
                .ifPresent(change -> middles.put(middle, change));
          }
          low = i;
        }
      }
    }
    return tryOut(middles.keySet(), "bisection", middles::get);
  }

  /** Returns what changes too much between two neighbours; empty if nothing does. */
  private Optional<String> change(SearchState known, Candidate low, Candidate high) {
    Trials below = known.trials().get(low);
    Trials above = known.trials().get(high);
    double ratio = above.thinkRatio() - below.thinkRatio();
    double tokens = Math.log(above.tokens() / below.tokens());
    List<String> parts = new ArrayList<>();
    if (Math.abs(ratio) > settings.thinkRatioStep()) {
      parts.add(String.format(Locale.ROOT, "think ratio changes by %+.2f", ratio));
    }
    if (Math.abs(tokens) > settings.logTokensStep()) {
      parts.add(String.format(Locale.ROOT, "tokens change by a factor of %.2f", Math.exp(tokens)));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("between %s and %s %s".formatted(low, high, String.join(" and ", parts)));
  }

  private SearchStep race(SearchState known) {
    List<Decision> decisions = new ArrayList<>();
    RemainingBudget budget = new RemainingBudget(settings.budget(), known, lines);
    String name = rung == rungs.size() - 1 ? "last rung" : "rung " + (rung + 1);
    if (rung == 0) {
      decisions.add(Decision.note(stage, name, budget.text()));
      Optional<String> missing = budget.missing();
      if (missing.isPresent()) {
        kept.addAll(alive);
        decisions.add(Decision.note(stage, name, missing.get()));
        return new SearchStep(List.of(), decisions);
      }
    }
    SortedMap<Candidate, Trials> seen = choosing(known, alive);
    if (races) {
      drop(new Race(seen, settings.level(), rungs.size()), name, decisions);
      seen = choosing(known, alive);
    }
    Fidelity extent = rungs.get(rung);
    boolean last = rung == rungs.size() - 1;
    List<Candidate> taken =
        new Promotion(budget, extent, last, stage, name).take(order(seen), decisions);
    alive.retainAll(taken);
    rung++;
    if (rung >= rungs.size() - 1) {
      kept.addAll(taken);
    }
    if (rung == rungs.size()) {
      phase = Phase.CONFIRM;
    }
    return new SearchStep(
        taken.stream().map(candidate -> new TrialRequest(candidate, extent)).toList(), decisions);
  }

  /**
   * Returns the merges of the race in the order of their worth; without a race, in random order.
   */
  private List<FrontDraws.Gain> order(SortedMap<Candidate, Trials> seen) {
    List<Candidate> merges = seen.keySet().stream().filter(c -> !c.isParent()).toList();
    if (!races) {
      List<Candidate> shuffled = new ArrayList<>(merges);
      Collections.shuffle(shuffled, new Random(settings.seed()));
      return shuffled.stream().map(c -> new FrontDraws.Gain(c, OptionalDouble.empty())).toList();
    }
    return new FrontDraws(seen, settings.seed() + rung)
        .order(List.of(Candidate.DIRECT, Candidate.THINK), merges);
  }

  private void drop(Race race, String name, List<Decision> decisions) {
    for (Decision drop : race.drops(stage, name)) {
      decisions.add(drop);
      drop.candidate().ifPresent(alive::remove);
      drop.candidate().ifPresent(kept::remove);
    }
  }

  /** Returns what choices may look at, of candidates that all took the same extent. */
  private SortedMap<Candidate, Trials> choosing(
      SearchState known, Collection<Candidate> candidates) {
    HeldOut heldOut = new HeldOut(known.benchmarks(), settings.heldOut());
    SortedMap<Candidate, Trials> seen = new TreeMap<>();
    for (Candidate candidate : candidates) {
      seen.put(candidate, heldOut.choosing(known.trials().get(candidate)));
    }
    return seen;
  }
}
