package org.alphagrid.report.html;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.chart.AlphaPanel;
import org.alphagrid.report.chart.Canvas;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.Palette;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Report;

/**
 * Draws five quantities along alpha, over all benchmarks and, where the page stays small, on each.
 */
final class AlphaSection {
  private final Report report;
  private final Palette palette;

  AlphaSection(Report report, Palette palette) {
    this.report = report;
    this.palette = palette;
  }

  void write(Markup page) {
    List<String> names = BenchmarkViews.of(report);
    if (names.stream().allMatch(name -> rows(name).isEmpty())) {
      return;
    }
    page.open("section", "aria-labelledby", "alpha").line();
    page.element("h2", "Along α", "id", "alpha").line();
    page.element("p", "α is the weight on the think parent: 0 is direct, 1 is think.").line();
    for (String name : names) {
      if (!rows(name).isEmpty()) {
        BenchmarkViews.open(page, report, name);
        panels(page, name, rows(name));
        page.close().line();
      }
    }
    page.close().line();
  }

  private void panels(Markup page, String name, List<CurvePoint> rows) {
    page.open("div", "class", "panels").line();
    for (AlphaPanel panel : AlphaPanel.PANELS) {
      List<CurvePoint> known = rows.stream().filter(row -> panel.isKnown(row, report)).toList();
      if (!known.isEmpty()) {
        page.open("figure", "class", "card");
        page.element("figcaption", panel.title() + BenchmarkViews.suffix(name)).line();
        panel.draw(page, Canvas.SMALL, known, palette, report);
        page.close().line();
      }
    }
    page.close().line();
  }

  private List<CurvePoint> rows(String name) {
    List<CurvePoint> rows = new ArrayList<>(report.curve().rows(name));
    rows.removeIf(row -> row.point().alpha().isEmpty());
    return rows;
  }
}
