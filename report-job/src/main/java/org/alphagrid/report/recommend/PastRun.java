package org.alphagrid.report.recommend;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds what an earlier run showed.
 *
 * @param name of the run
 * @param pair the same text for runs of the same parents
 * @param transition alpha at which half of the samples think, on the benchmarks asked about
 *     together; NaN where that is not within the run's grid
 * @param gains by method, how much of the box up to the budget its points add to what the parents
 *     dominate
 */
public record PastRun(
    String name, String pair, PairFeatures features, double transition, Map<String, Double> gains) {

  public PastRun {
    requireNonNull(name, "name is null");
    requireNonNull(pair, "pair is null");
    requireNonNull(features, "features is null");
    gains = Collections.unmodifiableMap(new TreeMap<>(gains));
  }
}
