package org.alphagrid.report.chart;

import java.util.List;
import java.util.Locale;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.pareto.Fronts;

/** Draws accuracy against tokens on one benchmark, or on all. */
public final class TokenPanel {
  private final Palette palette;
  private final Report report;
  private final Fronts fronts;

  public TokenPanel(Palette palette, Report report) {
    this.palette = palette;
    this.report = report;
    this.fronts = report.fronts();
  }

  /**
   * Draws accuracy against tokens.
   *
   * @param rows all of one benchmark, at least one
   */
  public void draw(Markup markup, Canvas canvas, List<CurvePoint> rows) {
    String benchmark = rows.get(0).benchmark();
    PlotArea plot = plot(canvas, rows);
    plot.openIn(
        markup,
        "Accuracy against tokens, benchmark %s, %d points; the table has the numbers"
            .formatted(benchmark, rows.size()));
    drawFront(markup, plot, fronts.front(benchmark));
    PlotMarks marks = new PlotMarks(markup, plot, palette, report);
    for (List<CurvePoint> line : CurveLines.of(rows)) {
      marks.line(line, row -> row.tokens().mean(), row -> row.accuracy().mean());
    }
    for (CurvePoint row : CurveLines.marked(rows)) {
      drawPoint(marks, row);
      markup.close();
    }
    drawLabels(markup, plot, CurveLines.marked(rows));
    markup.close();
  }

  private static PlotArea plot(Canvas canvas, List<CurvePoint> rows) {
    double low = rows.stream().mapToDouble(row -> row.accuracyInterval().low()).min().orElse(0);
    double high = rows.stream().mapToDouble(row -> row.accuracyInterval().high()).max().orElse(1);
    double tokens = rows.stream().mapToDouble(row -> row.tokensInterval().high()).max().orElse(1);
    return new PlotArea(
        canvas,
        PlotAxis.covering(0, tokens, canvas.ticksAcross()),
        Scale.TOKENS,
        PlotAxis.coveringShare(low, high, canvas.ticksUp()),
        Scale.ACCURACY);
  }

  /**
   * Draws the front as a staircase: up to each point's tokens, the accuracy of the one before is
   * the best.
   */
  private static void drawFront(Markup markup, PlotArea plot, List<CurvePoint> front) {
    if (front.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (CurvePoint row : front) {
      double x = plot.x(row.tokens().mean());
      double y = plot.y(row.accuracy().mean());
      path.append(
          path.isEmpty()
              ? String.format(Locale.ROOT, "M%.1f,%.1f", x, y)
              : String.format(Locale.ROOT, "H%.1fV%.1f", x, y));
    }
    path.append(String.format(Locale.ROOT, "H%.1f", plot.canvas().plotRight()));
    markup.empty("path", "class", "front-line", "d", path.toString());
  }

  private static void drawPoint(PlotMarks marks, CurvePoint row) {
    double tokens = row.tokens().mean();
    double accuracy = row.accuracy().mean();
    marks.open(row);
    marks.up(tokens, row.accuracyInterval());
    marks.across(row.tokensInterval(), accuracy);
    marks.marker(row, tokens, accuracy);
  }

  /** Parents by role whatever lies below, then the front by alpha where there is room. */
  private void drawLabels(Markup markup, PlotArea plot, List<CurvePoint> rows) {
    LabelPlacement labels = new LabelPlacement(plot.canvas());
    for (CurvePoint row : rows) {
      if (row.point().isParent()) {
        String role = row.point().roleText();
        labels
            .place(x(plot, row), y(plot, row), role)
            .ifPresent(place -> drawLabel(markup, place, role, "name", row.point()));
      }
    }
    rows.forEach(row -> labels.keepClear(x(plot, row), y(plot, row)));
    rows.stream()
        .filter(row -> !row.point().isParent() && row.point().alpha().isPresent())
        .filter(fronts::contains)
        .forEach(row -> drawAlpha(markup, labels, plot, row));
  }

  private void drawAlpha(Markup markup, LabelPlacement labels, PlotArea plot, CurvePoint row) {
    String alpha = "α " + row.point().alphaText();
    String style = "name " + palette.styleClass(row.point());
    labels
        .placeApart(x(plot, row), y(plot, row), alpha)
        .ifPresent(place -> drawLabel(markup, place, alpha, style, row.point()));
  }

  private static void drawLabel(
      Markup markup, LabelPlacement.Place place, String text, String style, SweepPoint point) {
    markup.element(
        "text",
        text,
        "class",
        style,
        "data-method",
        point.method(),
        "data-run",
        point.run().orElse(null),
        "x",
        place.x(),
        "y",
        place.y() + 4,
        "text-anchor",
        "middle");
  }

  private static double x(PlotArea plot, CurvePoint row) {
    return plot.x(row.tokens().mean());
  }

  private static double y(PlotArea plot, CurvePoint row) {
    return plot.y(row.accuracy().mean());
  }
}
