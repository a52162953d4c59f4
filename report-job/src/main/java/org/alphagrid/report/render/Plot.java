package org.alphagrid.report.render;

/** Two axes on a canvas: turns values to positions and draws grid and labels. */
public record Plot(Canvas canvas, Axis xAxis, Scale xScale, Axis yAxis, Scale yScale) {

  public double x(double value) {
    return canvas.left() + xAxis.fraction(value) * canvas.plotWidth();
  }

  public double y(double value) {
    return canvas.plotBottom() - yAxis.fraction(value) * canvas.plotHeight();
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
