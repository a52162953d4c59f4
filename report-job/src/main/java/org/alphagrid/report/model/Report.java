package org.alphagrid.report.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Gap;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.pareto.Fronts;
import org.alphagrid.report.searchlog.SearchRecord;

/** Holds all that a renderer shows. */
public record Report(
    Provenance provenance,
    AccuracyTokenCurve curve,
    Fronts fronts,
    Findings findings,
    Optional<SearchRecord> search) {

  public Report {
    requireNonNull(provenance, "provenance is null");
    requireNonNull(curve, "curve is null");
    requireNonNull(fronts, "fronts is null");
    requireNonNull(findings, "findings is null");
    requireNonNull(search, "search is null");
  }

  /** Makes a report on a grid that was measured whole. */
  public Report(Provenance provenance, AccuracyTokenCurve curve, Fronts fronts, Findings findings) {
    this(provenance, curve, fronts, findings, Optional.empty());
  }

  /**
   * Returns the same report with the search that found the points. What rests on a small part of
   * the problems is on no front: few samples are lucky at times.
   */
  public Report with(SearchRecord record) {
    Report searched = new Report(provenance, curve, fronts, findings, Optional.of(record));
    Fronts named =
        Fronts.of(
            curve,
            row ->
                !isIncomplete(row)
                    || searched
                        .tried(row.point())
                        .filter(tried -> tried.end() == SearchRecord.End.RESTING)
                        .isEmpty());
    return new Report(provenance, curve, named, findings, Optional.of(record));
  }

  /** Returns the samples that are missing although no search decided so. */
  public List<Gap> gaps() {
    return curve.gaps().stream()
        .filter(
            gap ->
                tried(gap.point()).filter(tried -> tried.end() != SearchRecord.End.FINAL).isEmpty())
        .toList();
  }

  /** Returns how far the search came with a point. */
  public Optional<SearchRecord.Tried> tried(SweepPoint point) {
    return search.flatMap(record -> record.tried(point.id()));
  }

  /** Returns the same report with further findings. */
  public Report with(Findings found) {
    return new Report(provenance, curve, fronts, found, search);
  }

  /** Rows over all benchmarks, in grid order. */
  public List<CurvePoint> overall() {
    return curve.rows(AccuracyTokenCurve.ALL);
  }

  public Optional<CurvePoint> parent(String role) {
    return overall().stream()
        .filter(row -> row.point().isParent() && row.point().role().equals(role))
        .findFirst();
  }

  /** Returns whether samples that the sweep asks for are missing here. */
  public boolean isIncomplete(CurvePoint row) {
    return curve.gaps().stream()
        .filter(gap -> gap.point().equals(row.point()))
        .anyMatch(
            gap ->
                gap.benchmark().equals(row.benchmark())
                    || row.benchmark().equals(AccuracyTokenCurve.ALL));
  }
}
