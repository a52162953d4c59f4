package org.alphagrid.report.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.PointText;

/** Draws lines, error bars and markers on a plot. */
final class PlotMarks {
  private static final double STAR_RADIUS = 9;
  private static final double HIT_RADIUS = 11;

  private final Markup markup;
  private final PlotArea plot;
  private final Palette palette;
  private final Report report;

  PlotMarks(Markup markup, PlotArea plot, Palette palette, Report report) {
    this.markup = markup;
    this.plot = plot;
    this.palette = palette;
    this.report = report;
  }

  void line(List<CurvePoint> rows, ToDoubleFunction<CurvePoint> x, ToDoubleFunction<CurvePoint> y) {
    String style = "line " + palette.styleClass(rows.get(0).point());
    markup.empty(
        "polyline",
        "class",
        style,
        "data-method",
        rows.get(0).point().method(),
        "data-run",
        rows.get(0).point().run().orElse(null),
        "points",
        plot.points(rows, x, y));
  }

  /** Opens the group of one point with its tooltip; the caller closes it. */
  void open(CurvePoint row) {
    boolean onFront = report.fronts().contains(row);
    boolean incomplete = report.isIncomplete(row);
    markup.open(
        "g",
        "class",
        "pt "
            + palette.styleClass(row.point())
            + (onFront ? " front" : "")
            + (incomplete ? " incomplete" : ""),
        "data-method",
        row.point().method(),
        "data-run",
        row.point().run().orElse(null),
        "data-point",
        row.point().id());
    markup.element("title", PointText.of(row, onFront, incomplete, report.tried(row.point())));
  }

  void across(Interval interval, double y) {
    plot.bar(markup, interval, y);
  }

  void up(double x, Interval interval) {
    plot.bar(markup, x, interval);
  }

  void marker(CurvePoint row, double x, double y) {
    double radius = row.point().isParent() ? STAR_RADIUS : MarkerShape.RADIUS;
    String path = palette.marker(row.point()).path(plot.x(x), plot.y(y), radius);
    markup.empty("path", "class", "mark", "d", path);
    markup.empty("circle", "class", "hit", "cx", plot.x(x), "cy", plot.y(y), "r", HIT_RADIUS);
  }
}
