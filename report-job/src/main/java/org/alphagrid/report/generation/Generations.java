package org.alphagrid.report.generation;

import java.util.List;
import java.util.Map;

/**
 * Holds the statistics of single samples as the table gives them.
 *
 * @param budgets tokens at which the tallies count scores, rising from 0 to the longest sample
 * @param horizons by benchmark, the shortest length at which any sample of any model was cut off,
 *     or the longest sample where none was; up to it lengths are seen whole
 * @param tallies in any order
 * @param quantiles in any order
 */
public record Generations(
    List<Double> budgets,
    Map<String, Double> horizons,
    List<GenerationTally> tallies,
    List<LengthQuantiles> quantiles) {

  /** Sets the number of equal steps between budgets. */
  public static final int STEPS = 40;

  public Generations {
    budgets = List.copyOf(budgets);
    horizons = Map.copyOf(horizons);
    tallies = List.copyOf(tallies);
    quantiles = List.copyOf(quantiles);
    for (GenerationTally tally : tallies) {
      if (tally.within().length != budgets.size()) {
        throw new IllegalArgumentException(
            "Invalid budgets of %s on %s/%s: %d scores (must be %d)"
                .formatted(
                    tally.model(),
                    tally.benchmark(),
                    tally.problem(),
                    tally.within().length,
                    budgets.size()));
      }
    }
  }

  public static Generations none() {
    return new Generations(List.of(), Map.of(), List.of(), List.of());
  }
}
