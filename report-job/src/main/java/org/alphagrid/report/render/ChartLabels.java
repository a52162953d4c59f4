package org.alphagrid.report.render;

import java.util.List;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.pareto.Fronts;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;

/**
 * Names parents and front points in a chart. XChart places text by value only, so places are chosen
 * on a canvas of about the size of its plot.
 */
final class ChartLabels {
  private final XYChart chart;
  private final Plot plot;
  private final Labels labels;

  ChartLabels(XYChart chart, Axis tokens, Axis accuracy) {
    this.chart = chart;
    Canvas canvas = new Canvas(chart.getWidth(), chart.getHeight(), 95, 20, 70, 80);
    this.plot = new Plot(canvas, tokens, Scale.TOKENS, accuracy, Scale.ACCURACY);
    this.labels = new Labels(canvas);
  }

  void add(List<CurvePoint> rows, Fronts fronts) {
    List<CurvePoint> marked = Lines.marked(rows);
    for (CurvePoint row : marked) {
      if (row.point().isParent()) {
        String role = row.point().roleText();
        labels.place(x(row), y(row), role).ifPresent(place -> write(place, role));
      }
    }
    marked.forEach(row -> labels.keepClear(x(row), y(row)));
    for (CurvePoint row : marked) {
      if (!row.point().isParent() && row.point().alpha().isPresent() && fronts.contains(row)) {
        String alpha = "α " + row.point().alphaText();
        labels.placeApart(x(row), y(row), alpha).ifPresent(place -> write(place, alpha));
      }
    }
  }

  private void write(Labels.Place place, String text) {
    double tokens = plot.xValue(place.x());
    double accuracy = plot.yValue(place.y());
    chart.addAnnotation(new AnnotationText(text, tokens, 100 * accuracy, false));
  }

  private double x(CurvePoint row) {
    return plot.x(row.tokens().mean());
  }

  private double y(CurvePoint row) {
    return plot.y(row.accuracy().mean());
  }
}
