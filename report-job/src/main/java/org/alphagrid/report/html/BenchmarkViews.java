package org.alphagrid.report.html;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.model.Report;

/**
 * Chooses which benchmarks a group of pictures is drawn for: one is seen at first, the filter shows
 * others.
 */
final class BenchmarkViews {
  /** Pictures of more rows would make the page too large. */
  private static final int MOST_ROWS = 800;

  private BenchmarkViews() {}

  /** Returns the names of the views, the mean over all first where there is one. */
  static List<String> of(Report report) {
    List<String> benchmarks = report.curve().benchmarks();
    List<String> names = new ArrayList<>();
    if (!report.overall().isEmpty()) {
      names.add(AccuracyTokenCurve.ALL);
    }
    boolean single = benchmarks.size() == 1 && !names.isEmpty();
    if (!single && report.curve().rows().size() <= MOST_ROWS) {
      names.addAll(benchmarks);
    }
    return names;
  }

  /** Opens the group of one; the caller closes it. */
  static void open(Markup page, Report report, String name) {
    boolean seen = name.equals(of(report).get(0));
    page.open(
        "div",
        "data-benchmark",
        name,
        "data-folded",
        seen ? "first" : "other",
        "hidden",
        seen ? null : "hidden");
  }

  /** Names the benchmark where the title alone would not tell. */
  static String suffix(String name) {
    return name.equals(AccuracyTokenCurve.ALL) ? "" : ", " + name;
  }
}
