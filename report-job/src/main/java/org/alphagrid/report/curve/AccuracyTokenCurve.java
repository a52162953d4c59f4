package org.alphagrid.report.curve;

import java.util.List;
import java.util.Optional;

/**
 * Holds accuracy against tokens for every point of a sweep.
 *
 * @param benchmarks in the order of the sweep, without {@link #ALL}
 * @param points in grid order, with or without samples
 * @param rows points in grid order, for each the benchmarks in order and then {@link #ALL}; what
 *     has no samples is absent, and so is {@link #ALL} of a point that lacks a benchmark
 * @param gaps what is absent or incomplete
 */
public record AccuracyTokenCurve(
    List<String> benchmarks, List<SweepPoint> points, List<CurvePoint> rows, List<Gap> gaps) {

  /** Names the row with the unweighted mean over benchmarks. */
  public static final String ALL = "all";

  public AccuracyTokenCurve {
    benchmarks = List.copyOf(benchmarks);
    points = List.copyOf(points);
    rows = List.copyOf(rows);
    gaps = List.copyOf(gaps);
    if (benchmarks.contains(ALL)) {
      throw new IllegalArgumentException(
          "Invalid benchmark name: '" + ALL + "' (it names the mean over benchmarks)");
    }
  }

  public List<CurvePoint> rows(String benchmark) {
    return rows.stream().filter(row -> row.benchmark().equals(benchmark)).toList();
  }

  public Optional<CurvePoint> row(SweepPoint point, String benchmark) {
    return rows.stream()
        .filter(row -> row.benchmark().equals(benchmark) && row.point().equals(point))
        .findFirst();
  }
}
