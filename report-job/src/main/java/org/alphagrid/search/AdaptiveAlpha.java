package org.alphagrid.search;

import static org.alphagrid.search.Decision.Verdict.CONFIRM;
import static org.alphagrid.search.Decision.Verdict.FINAL;
import static org.alphagrid.search.Decision.Verdict.PROMOTE;
import static org.alphagrid.search.Decision.Verdict.REST;
import static org.alphagrid.search.Decision.Verdict.TRY;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
 *   <li>The last rung is the whole exam for the parents and whoever is left. The report has them
 *       and those that rest on the rung before.
 *   <li>One test on problems that nothing was chosen by.
 * </ol>
 *
 * <p>Where answers change along alpha: "Model interpolation", arXiv 2510.10977; racing with shared
 * problems: Maron and Moore, NIPS 1993; rungs: Jamieson and Talwalkar, arXiv 1502.07943.
 */
final class AdaptiveAlpha implements Searcher {
  /** Of those on one rung, this share can be paid for on the last. */
  private static final int SURVIVORS = 4;

  /** A point that adds less than this share to the hypervolume is not worth its tokens. */
  private static final double LEAST_GAIN = 0.0005;

  private enum Phase {
    PILOT,
    REFINE,
    RACE,
    CONFIRM
  }

  private final SearchSettings settings;
  private final Lines lines;
  private final boolean refines;
  private final boolean races;
  private final SortedSet<Candidate> alive = new TreeSet<>();
  private final SortedSet<Candidate> reported = new TreeSet<>();
  private List<Extent> rungs = List.of();
  private Phase phase = Phase.PILOT;
  private int rung;
  private int stage;

  AdaptiveAlpha(SearchSettings settings, Lines lines, boolean refines, boolean races) {
    this.settings = settings;
    this.lines = lines;
    this.refines = refines;
    this.races = races;
  }

  @Override
  public SortedSet<Candidate> chosen() {
    return Collections.unmodifiableSortedSet(reported);
  }

  @Override
  public Step next(Known known) {
    stage++;
    if (phase == Phase.PILOT) {
      phase = refines ? Phase.REFINE : Phase.RACE;
      return pilot(known);
    }
    if (phase == Phase.REFINE) {
      Step refined = refine(known);
      if (!refined.isLast()) {
        return refined;
      }
      phase = Phase.RACE;
    }
    return phase == Phase.RACE ? race(known) : confirm(known);
  }

  private Step pilot(Known known) {
    rungs = Rungs.of(known.exam(), settings.pilot(), races ? settings.rungs() : 1);
    SortedSet<Candidate> first = refines ? lines.spread(settings.pilotPoints()) : lines.all();
    return tryOut(
        first,
        "pilot",
        candidate -> candidate.isParent() ? "a parent, always kept" : "evenly spread over alpha");
  }

  private Step tryOut(
      Collection<Candidate> candidates, String name, Function<Candidate, String> reason) {
    List<Request> requests = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Candidate candidate : candidates) {
      alive.add(candidate);
      requests.add(new Request(candidate, settings.pilot()));
      decisions.add(Decision.of(stage, name, candidate, TRY, reason.apply(candidate)));
    }
    return new Step(requests, decisions);
  }

  private Step refine(Known known) {
    Map<Candidate, String> middles = new LinkedHashMap<>();
    for (List<Candidate> line : lines.nodes()) {
      int low = 0;
      for (int i = 1; i < line.size(); i++) {
        if (known.trials().containsKey(line.get(i))) {
          if (i - low > 1) {
            String change = change(known, line.get(low), line.get(i));
            if (!change.isEmpty()) {
              middles.put(line.get((low + i) / 2), change);
            }
          }
          low = i;
        }
      }
    }
    return tryOut(middles.keySet(), "bisection", middles::get);
  }

  /** What changes too much between two neighbours; empty if nothing does. */
  private String change(Known known, Candidate low, Candidate high) {
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
        ? ""
        : "between %s and %s %s".formatted(low, high, String.join(" and ", parts));
  }

  private Step race(Known known) {
    List<Decision> decisions = new ArrayList<>();
    String name = rung == rungs.size() - 1 ? "last rung" : "rung " + (rung + 1);
    if (rung == 0) {
      decisions.add(Decision.note(stage, name, budgetText(known)));
      String shortOf = missing(known);
      if (!shortOf.isEmpty()) {
        reported.addAll(alive);
        decisions.add(Decision.note(stage, name, shortOf));
        return new Step(List.of(), decisions);
      }
    }
    SortedMap<Candidate, Trials> seen = choosing(known, alive);
    if (races) {
      drop(new Race(seen, settings.level(), rungs.size()), name, decisions);
      seen = choosing(known, alive);
    }
    Extent extent = rungs.get(rung);
    List<FrontDraws.Gain> order = order(seen);
    List<Candidate> taken = promote(known, order, extent, name, decisions);
    alive.retainAll(taken);
    rung++;
    if (rung >= rungs.size() - 1) {
      reported.addAll(taken);
    }
    if (rung == rungs.size()) {
      phase = Phase.CONFIRM;
    }
    return new Step(
        taken.stream().map(candidate -> new Request(candidate, extent)).toList(), decisions);
  }

  /** What the budget lacks for the least a report needs; empty if nothing. */
  private String missing(Known known) {
    CostModel costs = new CostModel(known);
    Budget budget = settings.budget();
    Extent full = known.exam().full();
    double needed =
        budget.of(costs.rest(Candidate.DIRECT, full).plus(costs.rest(Candidate.THINK, full)));
    double left = budget.limit(costs.fullGrid(lines)) - budget.of(known.spent());
    return needed <= left
        ? ""
        : String.format(
            Locale.ROOT,
            "the budget does not pay for the parents at full size: %,.4g needed, %,.4g left; the"
                + " report has the pilot only",
            needed,
            left);
  }

  private void drop(Race race, String name, List<Decision> decisions) {
    for (Decision drop : race.drops(stage, name)) {
      decisions.add(drop);
      alive.remove(drop.candidate());
      reported.remove(drop.candidate());
    }
  }

  /** The candidates of the race in the order of their worth; parents stand before them. */
  private List<FrontDraws.Gain> order(SortedMap<Candidate, Trials> seen) {
    List<Candidate> parents = List.of(Candidate.DIRECT, Candidate.THINK);
    List<Candidate> merges = seen.keySet().stream().filter(c -> !c.isParent()).toList();
    if (!races) {
      List<Candidate> shuffled = new ArrayList<>(merges);
      Collections.shuffle(shuffled, new Random(settings.seed()));
      return shuffled.stream().map(c -> new FrontDraws.Gain(c, Double.NaN)).toList();
    }
    return new FrontDraws(seen, settings.seed() + rung).order(parents, merges);
  }

  /** The parents and, in order, as many others as the budget allows. */
  private List<Candidate> promote(
      Known known,
      List<FrontDraws.Gain> order,
      Extent extent,
      String name,
      List<Decision> decisions) {
    CostModel costs = new CostModel(known);
    Budget budget = settings.budget();
    Extent full = known.exam().full();
    boolean last = rung == rungs.size() - 1;
    double left = budget.limit(costs.fullGrid(lines)) - budget.of(known.spent());
    List<Candidate> taken = new ArrayList<>(List.of(Candidate.DIRECT, Candidate.THINK));
    for (Candidate parent : taken) {
      left -= budget.of(costs.rest(parent, full));
      decisions.add(
          Decision.of(stage, name, parent, last ? FINAL : PROMOTE, "a parent, always kept"));
    }
    int survivors = 0;
    for (FrontDraws.Gain gain : order) {
      Candidate candidate = gain.candidate();
      boolean survives = last || survivors * SURVIVORS <= taken.size() - 2;
      double price = budget.of(costs.rest(candidate, survives ? full : extent));
      String worth = worth(gain);
      if (gain.hypervolume() < LEAST_GAIN) {
        decisions.add(Decision.of(stage, name, candidate, REST, worth + ", too little"));
      } else if (price > left) {
        decisions.add(
            Decision.of(stage, name, candidate, REST, worth + ", but the budget has no more"));
      } else {
        left -= price;
        survivors += survives ? 1 : 0;
        taken.add(candidate);
        decisions.add(Decision.of(stage, name, candidate, last ? FINAL : PROMOTE, worth));
      }
    }
    return taken;
  }

  private static String worth(FrontDraws.Gain gain) {
    return Double.isNaN(gain.hypervolume())
        ? "in random order"
        : String.format(Locale.ROOT, "adds %.4f to the hypervolume", gain.hypervolume());
  }

  private String budgetText(Known known) {
    Budget budget = settings.budget();
    Cost full = new CostModel(known).fullGrid(lines);
    return String.format(
        Locale.ROOT,
        "the full grid would cost about %,.0f tokens; spent so far %.1f %% of it; budget %s",
        full.tokens(),
        100 * known.spent().tokens() / full.tokens(),
        budget);
  }

  /** What choices may look at, of candidates that all took the same extent. */
  private SortedMap<Candidate, Trials> choosing(Known known, Collection<Candidate> candidates) {
    HeldOut heldOut = new HeldOut(known.exam(), settings.heldOut());
    SortedMap<Candidate, Trials> seen = new TreeMap<>();
    for (Candidate candidate : candidates) {
      seen.put(candidate, heldOut.choosing(known.trials().get(candidate)));
    }
    return seen;
  }

  /** The merge that does best against the think parent, tested once on what is held out. */
  private Step confirm(Known known) {
    HeldOut heldOut = new HeldOut(known.exam(), settings.heldOut());
    if (settings.heldOut() == 0 || !heldOut.isPossible()) {
      return new Step(
          List.of(),
          List.of(Decision.note(stage, "confirmation", "no problems are held out for a test")));
    }
    Candidate best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Candidate candidate : alive) {
      if (!candidate.isParent()) {
        double p = against(known, candidate, heldOut::choosing).pOfNotBeating(settings.margin());
        if (p < least) {
          least = p;
          best = candidate;
        }
      }
    }
    if (best == null) {
      return new Step(
          List.of(), List.of(Decision.note(stage, "confirmation", "no merge is left to test")));
    }
    Duel test = against(known, best, heldOut::testing);
    double p = test.pOfNotBeating(settings.margin());
    String reason =
        String.format(
            Locale.ROOT,
            "%s against the think parent on %d held-out problems: accuracy %+.1f points (± %.1f), %.0f %% fewer"
                + " tokens; %s a Pareto improvement (margin %.1f points)",
            best,
            test.accuracy().problems(),
            100 * test.accuracy().mean(),
            100 * test.accuracy().standardError(),
            100 * test.savedShare(),
            p <= settings.level() ? "confirmed as" : "not shown to be",
            100 * settings.margin());
    return new Step(
        List.of(),
        List.of(new Decision(stage, "confirmation", best, CONFIRM, Candidate.THINK, p, reason)));
  }

  private static Duel against(Known known, Candidate candidate, UnaryOperator<Trials> part) {
    return Duel.of(
        part.apply(known.trials().get(candidate)), part.apply(known.trials().get(Candidate.THINK)));
  }
}
