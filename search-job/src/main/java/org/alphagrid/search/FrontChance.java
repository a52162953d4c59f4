package org.alphagrid.search;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Estimates how likely each candidate is on the front, however few samples it has: the share of
 * bootstrap draws of its own problems in which it is not dominated by its strongest rival among
 * those who took at least as much. So a candidate with few samples is not judged by its lucky or
 * unlucky means. In simulations about as many are on the front as their chances say
 * (FrontChanceTest).
 */
public final class FrontChance {
  private FrontChance() {}

  /** Returns the chance of every candidate seen, from 0 to 1. */
  public static SortedMap<Candidate, Double> of(Map<Candidate, Trials> seen, long seed) {
    Set<Fidelity> extents = new HashSet<>();
    seen.values().forEach(trials -> extents.add(trials.extent()));
    SortedMap<Candidate, Double> chances = new TreeMap<>();
    for (Fidelity extent : extents) {
      Map<Candidate, Trials> alike = new TreeMap<>();
      seen.forEach(
          (candidate, trials) -> {
            if (trials.extent().covers(extent)) {
              alike.put(candidate, trials.within(extent));
            }
          });
      FrontDraws draws = new FrontDraws(alike, seed);
      seen.forEach(
          (candidate, trials) -> {
            if (trials.extent().equals(extent)) {
              chances.put(candidate, draws.chance(candidate));
            }
          });
    }
    return chances;
  }
}
