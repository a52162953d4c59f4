package org.alphagrid.report.render;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.pareto.Fronts;

/** All that a renderer shows. */
public record Report(
    Provenance provenance, AccuracyTokenCurve curve, Fronts fronts, Findings findings) {

  public Report {
    requireNonNull(provenance, "provenance is null");
    requireNonNull(curve, "curve is null");
    requireNonNull(fronts, "fronts is null");
    requireNonNull(findings, "findings is null");
  }

  /** Rows over all benchmarks, in grid order. */
  List<CurvePoint> overall() {
    return curve.rows(AccuracyTokenCurve.ALL);
  }

  Optional<CurvePoint> parent(String role) {
    return overall().stream()
        .filter(row -> row.point().isParent() && row.point().role().equals(role))
        .findFirst();
  }
}
