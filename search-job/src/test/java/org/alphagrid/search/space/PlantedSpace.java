package org.alphagrid.search.space;

import java.util.List;
import java.util.Map;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.simulation.Surface;
import org.alphagrid.search.simulation.TrueMetrics;

/**
 * Thinking well sits in attention and thinking long in the feed-forward, so the best merges take
 * one and leave the other, where no single alpha goes. Ties is a little worse than linear.
 */
final class PlantedSpace implements Surface {
  static SearchSpace space() {
    return new SearchSpace(
        List.of(
            new Family(
                "linear",
                List.of(
                    Dimensions.of("alpha.attention", "0", "1"),
                    Dimensions.of("alpha.feed-forward", "0", "1")),
                Map.of()),
            new Family(
                "ties",
                List.of(Dimensions.of("alpha", "0", "1"), Dimensions.of("density", "0.2", "0.8")),
                Map.of())));
  }

  @Override
  public List<String> benchmarks() {
    return List.of("a", "b");
  }

  @Override
  public TrueMetrics at(Candidate candidate, String benchmark) {
    double attention = alpha(candidate, "alpha.attention");
    double forward = alpha(candidate, "alpha.feed-forward");
    double accuracy = 0.3 + 0.5 / (1 + Math.exp(-9 * (attention - 0.5)));
    accuracy -= candidate.method().equals("ties") ? 0.05 : 0;
    accuracy -= benchmark.equals("b") ? 0.1 : 0;
    double tokens = 200 * Math.exp(1.7 * forward + 0.2 * attention);
    return new TrueMetrics(accuracy, tokens, attention);
  }

  private static double alpha(Candidate candidate, String name) {
    return candidate
        .number(name)
        .or(() -> candidate.number("alpha"))
        .or(() -> candidate.alpha().map(Number::doubleValue))
        .orElseThrow();
  }
}
