package org.alphagrid.search.strategy;

import static org.alphagrid.report.searchlog.SearchVerdict.DROP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.report.evidence.Holm;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.PairedComparison;
import org.alphagrid.search.Trials;

/**
 * Finds the candidates that are beaten with confidence, among those evaluated on one extent.
 *
 * <p>A candidate is dropped when a rival is both more accurate and shorter, each by a one-sided
 * paired test (intersection-union). p-values are corrected after Holm over all ordered pairs of
 * this look, and the level is divided by the number of looks (Bonferroni), so that the chance of
 * one wrong drop in the whole race stays below the level. Parents and the front are never dropped.
 *
 * @param trials of every candidate in the race
 * @param level of the whole race
 * @param looks of the whole race
 */
record Race(SortedMap<Candidate, Trials> trials, double level, int looks) {
  private record Pair(Candidate loser, Candidate rival, PairedComparison comparison) {}

  /** Returns the candidates that no other dominates, by point estimate. */
  Set<Candidate> front() {
    return new HashSet<>(
        ParetoFront.of(
            List.copyOf(trials.keySet()),
            candidate -> trials.get(candidate).accuracy(),
            candidate -> trials.get(candidate).tokens()));
  }

  /** Returns a decision for each candidate to drop, with the rival that beat it. */
  List<Decision> drops(int stage, String name) {
    Set<Candidate> safe = front();
    List<Pair> pairs = new ArrayList<>();
    List<Double> p = new ArrayList<>();
    for (Candidate loser : trials.keySet()) {
      if (loser.isParent() || safe.contains(loser)) {
        continue;
      }
      for (Candidate rival : trials.keySet()) {
        if (beatsByEstimate(rival, loser)) {
          PairedComparison comparison = PairedComparison.of(trials.get(rival), trials.get(loser));
          pairs.add(new Pair(loser, rival, comparison));
          p.add(comparison.pOfNotBeating(0));
        }
      }
    }
    // Which pairs are tested was read off the data: all that could have been are counted.
    double[] all = new double[Math.max(pairs.size(), (trials.size() - 2) * (trials.size() - 1))];
    Arrays.fill(all, 1);
    for (int i = 0; i < p.size(); i++) {
      all[i] = p.get(i);
    }
    double[] adjusted = Holm.adjusted(all);
    Map<Candidate, Decision> drops = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      double corrected = Math.min(1, adjusted[i] * looks);
      Pair pair = pairs.get(i);
      Decision known = drops.get(pair.loser());
      if (corrected <= level && (known == null || corrected < known.p().orElseThrow())) {
        drops.put(
            pair.loser(),
            Decision.tested(
                stage, name, pair.loser(), DROP, pair.rival(), corrected, reason(pair)));
      }
    }
    return List.copyOf(drops.values());
  }

  private boolean beatsByEstimate(Candidate rival, Candidate loser) {
    return trials.get(rival).accuracy() > trials.get(loser).accuracy()
        && trials.get(rival).tokens() < trials.get(loser).tokens();
  }

  private String reason(Pair pair) {
    return String.format(
        Locale.ROOT,
        "%s is more accurate by %.1f points (± %.1f) with %.0f %% fewer tokens, on %s",
        pair.rival(),
        100 * pair.comparison().accuracy().mean(),
        100 * pair.comparison().accuracy().standardError(),
        100 * pair.comparison().savedShare(),
        trials.get(pair.loser()).extent());
  }
}
