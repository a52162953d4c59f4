package org.alphagrid.report.html;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alphagrid.report.chart.CurveLines;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.EvidenceText;
import org.alphagrid.report.text.NumberFormat;

/** Writes the head of the page: what was run, and the few numbers to know first. */
final class SummaryTiles {
  private SummaryTiles() {}

  static void write(Markup page, Report report) {
    page.open("header").line();
    page.element("p", "Alphagrid report", "class", "kicker").line();
    page.element("h1", report.provenance().sweep()).line();
    page.element("p", scope(report), "class", "scope").line();
    page.open("div", "class", "tiles").line();
    report.parent("direct").ifPresent(row -> tile(page, "Direct parent", row));
    report.parent("think").ifPresent(row -> tile(page, "Think parent", row));
    mostAccurateMerge(report).ifPresent(row -> tile(page, "Most accurate merge", row));
    frontTile(page, report);
    page.close().line();
    page.element("p", fine(report), "class", "fine").line();
    page.close().line();
  }

  private static String fine(Report report) {
    if (report.overall().isEmpty()) {
      return "Points as published, without samples: bars are 95 % intervals from the stored 90 % ones"
          + " where there are any. What the problems leave open is not in them.";
    }
    return "± is one standard error over problems, bars and intervals cover 95 %. "
        + EvidenceText.optimism(report.findings().evidence())
            .orElse("The best of many points looks better than it is.")
        + " Close points are not told apart here.";
  }

  private static String scope(Report report) {
    AccuracyTokenCurve curve = report.curve();
    // Aggregate points have no rows over all benchmarks, only their own.
    boolean whole = !report.overall().isEmpty();
    List<CurvePoint> rows = whole ? report.overall() : curve.rows();
    int problems = rows.stream().mapToInt(CurvePoint::problems).max().orElse(0);
    return "%s points · %s · %s problems%s × %s · protocol %s"
        .formatted(
            NumberFormat.count(curve.points().size()),
            plural(curve.benchmarks().size(), "benchmark"),
            NumberFormat.count(problems),
            whole ? "" : " each",
            plural(report.provenance().samples(), "sample"),
            report.provenance().protocol());
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static Optional<CurvePoint> mostAccurateMerge(Report report) {
    return report.overall().stream()
        .filter(row -> !row.point().isParent() && row.point().model().equals(row.point().id()))
        .max(
            Comparator.<CurvePoint>comparingDouble(row -> row.accuracy().mean())
                .thenComparingDouble(row -> -row.tokens().mean()));
  }

  private static void tile(Markup page, String title, CurvePoint row) {
    page.open("div", "class", "tile");
    page.element("p", title, "class", "tile-title");
    page.element("p", NumberFormat.percent(row.accuracy().mean()), "class", "figure");
    page.element("p", "at " + NumberFormat.tokens(row.tokens().mean()) + " tokens");
    page.element("p", row.point().id(), "class", "id");
    page.close().line();
  }

  private static void frontTile(Markup page, Report report) {
    List<CurvePoint> front = report.fronts().front(AccuracyTokenCurve.ALL);
    if (front.isEmpty()) {
      return;
    }
    page.open("div", "class", "tile");
    page.element("p", "On the Pareto front", "class", "tile-title");
    page.element("p", NumberFormat.count(CurveLines.marked(front).size()), "class", "figure");
    page.element(
        "p", "of " + NumberFormat.count(CurveLines.marked(report.overall()).size()) + " models");
    page.element("p", "no other dominates them", "class", "id");
    page.close().line();
  }
}
