package org.alphagrid.report.chart;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.Interval;

/** Holds two axes on a canvas: turns values into positions and draws grid and labels. */
public record PlotArea(Canvas canvas, PlotAxis xAxis, Scale xScale, PlotAxis yAxis, Scale yScale) {

  public double x(double value) {
    return canvas.left() + xAxis.fraction(value) * canvas.plotWidth();
  }

  public double y(double value) {
    return canvas.plotBottom() - yAxis.fraction(value) * canvas.plotHeight();
  }

  /** Returns the corners of a line through all rows as the points of an SVG polyline. */
  public <T> String points(List<T> rows, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return rows.stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT, "%.1f,%.1f", x(x.applyAsDouble(row)), y(y.applyAsDouble(row))))
        .collect(joining(" "));
  }

  /** Draws the vertical error bar of an interval at a value of the horizontal axis. */
  public void bar(Markup markup, double x, Interval interval) {
    bar(markup, x(x), y(interval.low()), x(x), y(interval.high()));
  }

  /** Draws the horizontal error bar of an interval at a value of the vertical axis. */
  void bar(Markup markup, Interval interval, double y) {
    bar(markup, x(interval.low()), y(y), x(interval.high()), y(y));
  }

  private static void bar(Markup markup, double x1, double y1, double x2, double y2) {
    markup.empty("line", "class", "bar", "x1", x1, "y1", y1, "x2", x2, "y2", y2);
  }

  /** Opens the picture; the caller closes it. */
  public Markup openIn(Markup markup, String description) {
    markup.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + canvas.width() + " " + canvas.height(),
        "role",
        "img",
        "aria-label",
        description);
    drawHorizontalGrid(markup);
    drawVerticalGrid(markup);
    return drawAxisLabels(markup);
  }

  private void drawHorizontalGrid(Markup markup) {
    for (double tick : yAxis.ticks()) {
      double y = y(tick);
      markup.empty(
          "line", "class", "grid", "x1", canvas.left(), "x2", canvas.plotRight(), "y1", y, "y2", y);
      markup.element(
          "text",
          yScale.tick(yAxis, tick),
          "class",
          "tick",
          "x",
          canvas.left() - 8,
          "y",
          y + 4,
          "text-anchor",
          "end");
    }
  }

  private void drawVerticalGrid(Markup markup) {
    for (double tick : xAxis.ticks()) {
      double x = x(tick);
      markup.empty(
          "line", "class", "grid", "x1", x, "x2", x, "y1", canvas.top(), "y2", canvas.plotBottom());
      markup.element(
          "text",
          xScale.tick(xAxis, tick),
          "class",
          "tick",
          "x",
          x,
          "y",
          canvas.plotBottom() + 18,
          "text-anchor",
          "middle");
    }
  }

  private Markup drawAxisLabels(Markup markup) {
    markup.empty(
        "line",
        "class",
        "axis",
        "x1",
        canvas.left(),
        "x2",
        canvas.plotRight(),
        "y1",
        canvas.plotBottom(),
        "y2",
        canvas.plotBottom());
    markup.element("text", yScale.label(), "class", "label", "x", 4, "y", 14);
    return markup.element(
        "text",
        xScale.label(),
        "class",
        "label",
        "x",
        canvas.left() + canvas.plotWidth() / 2.0,
        "y",
        canvas.height() - 8,
        "text-anchor",
        "middle");
  }
}
