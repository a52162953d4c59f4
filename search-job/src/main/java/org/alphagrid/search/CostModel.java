package org.alphagrid.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Predicts what generating costs from what was generated so far. */
public final class CostModel {
  private final SearchState known;

  public CostModel(SearchState known) {
    this.known = known;
  }

  /** Returns what a tried candidate costs up to an extent when nothing is generated yet. */
  Cost whole(Candidate candidate, Fidelity extent) {
    Trials trials = known.trials().get(candidate);
    Cost sum = Cost.NONE;
    for (Map.Entry<String, Trial[][]> part : trials.byBenchmark().entrySet()) {
      Trial[] seen = Arrays.stream(part.getValue()).flatMap(Arrays::stream).toArray(Trial[]::new);
      double tokens = Arrays.stream(seen).mapToDouble(Trial::tokens).average().orElseThrow();
      double seconds = Arrays.stream(seen).mapToDouble(Trial::seconds).average().orElseThrow();
      int problems = Math.min(known.benchmarks().problems().get(part.getKey()), extent.problems());
      sum = sum.plus(new Cost(tokens, seconds).times((double) problems * extent.samples()));
    }
    return sum;
  }

  /** Returns what a tried candidate still costs up to an extent. */
  public Cost rest(Candidate candidate, Fidelity extent) {
    Trials trials = known.trials().get(candidate);
    return trials.extent().covers(extent)
        ? Cost.NONE
        : whole(candidate, extent).minus(whole(candidate, trials.extent()));
  }

  /**
   * Returns what every candidate of a grid costs at full size; those not tried are interpolated in
   * the logarithm between their tried neighbours on the line.
   */
  public Cost fullGrid(GridLines lines) {
    Fidelity full = known.benchmarks().full();
    Cost sum = whole(Candidate.DIRECT, full).plus(whole(Candidate.THINK, full));
    for (Candidate candidate : lines.loose()) {
      sum = sum.plus(known.trials().containsKey(candidate) ? whole(candidate, full) : Cost.NONE);
    }
    for (List<Candidate> line : lines.nodes()) {
      for (int i = 1; i < line.size() - 1; i++) {
        sum = sum.plus(between(line, i, full));
      }
    }
    return sum;
  }

  private Cost between(List<Candidate> line, int index, Fidelity full) {
    int below = index;
    while (!known.trials().containsKey(line.get(below))) {
      below--;
    }
    int above = index;
    while (!known.trials().containsKey(line.get(above))) {
      above++;
    }
    Cost low = whole(line.get(below), full);
    if (below == above) {
      return low;
    }
    Cost high = whole(line.get(above), full);
    double width = alpha(line.get(above)) - alpha(line.get(below));
    double share = (alpha(line.get(index)) - alpha(line.get(below))) / width;
    return new Cost(
        low.tokens() * Math.pow(high.tokens() / low.tokens(), share),
        low.seconds() * Math.pow(high.seconds() / low.seconds(), share));
  }

  private static double alpha(Candidate candidate) {
    return candidate.alpha().orElseThrow().doubleValue();
  }
}
