package org.alphagrid.reportjob;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.render.Provenance;

/**
 * What the report needs of {@code <run>/sweep.yaml}.
 *
 * @param points in grid order
 * @param benchmarks in the order to report
 */
record ResolvedSweep(List<SweepPoint> points, List<String> benchmarks, Provenance provenance) {

  ResolvedSweep {
    points = List.copyOf(points);
    benchmarks = List.copyOf(benchmarks);
    requireNonNull(provenance, "provenance is null");
  }
}
