package org.alphagrid.report.curve;

import static java.util.Objects.requireNonNull;

/**
 * Counts samples that the sweep asks for and the table does not hold.
 *
 * @param benchmark {@link AccuracyTokenCurve#ALL} where the point has no samples at all
 * @param samples number present
 * @param expected number of problems seen for the benchmark times samples per problem
 */
public record Gap(SweepPoint point, String benchmark, long samples, long expected) {

  public Gap {
    requireNonNull(point, "point is null");
    requireNonNull(benchmark, "benchmark is null");
  }

  /** Returns the gap in one line. */
  public String description() {
    String model = point.model().equals(point.id()) ? "" : " (samples of " + point.model() + ")";
    if (benchmark.equals(AccuracyTokenCurve.ALL)) {
      return "Missing point %s%s: no samples".formatted(point.id(), model);
    }
    if (samples == 0) {
      return "Missing point %s%s: no samples on %s".formatted(point.id(), model, benchmark);
    }
    return "Incomplete point %s%s: %d of %d samples on %s"
        .formatted(point.id(), model, samples, expected, benchmark);
  }
}
