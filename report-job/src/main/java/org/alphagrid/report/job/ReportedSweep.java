package org.alphagrid.report.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Provenance;

/**
 * Holds what the report needs of {@code <run>/sweep.yaml}.
 *
 * @param points in grid order
 * @param benchmarks in the order to report
 * @param margin how much accuracy counts as no worse, as a share
 */
record ReportedSweep(
    List<SweepPoint> points, List<String> benchmarks, Provenance provenance, double margin) {

  ReportedSweep {
    points = List.copyOf(points);
    benchmarks = List.copyOf(benchmarks);
    requireNonNull(provenance, "provenance is null");
  }
}
