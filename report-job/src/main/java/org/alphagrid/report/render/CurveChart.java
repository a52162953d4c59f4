package org.alphagrid.report.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The accuracy-token curve over all benchmarks as an XChart chart; accuracy in percent. */
final class CurveChart {
  static final int WIDTH = 1000;
  static final int HEIGHT = 560;

  private static final BasicStroke SOLID = ChartStyle.stroke(2);
  private static final BasicStroke WIDE = ChartStyle.stroke(7);

  private final Report report;
  private final Palette palette;
  private final XYChart chart;
  private final String benchmark;

  /**
   * @param benchmark to draw, or all
   */
  CurveChart(Report report, String benchmark, PlotFont font) {
    this.report = report;
    this.benchmark = benchmark;
    this.palette = new Palette(report.curve().points());
    this.chart = new XYChart(WIDTH, HEIGHT);
    chart.setTitle(title());
    chart.setXAxisTitle("Tokens per sample (mean)");
    chart.setYAxisTitle("Accuracy (bars: 95 % interval)");
    ChartStyle.apply(chart.getStyler(), font);
  }

  XYChart draw() {
    List<CurvePoint> rows = report.curve().rows(benchmark);
    if (!rows.isEmpty()) {
      Axis tokens = tokenAxis(rows);
      Axis accuracy = accuracyAxis(rows);
      ChartStyle.scale(chart.getStyler(), tokens, accuracy);
      addFront(tokens.high());
      Lines.of(rows).forEach(this::addLine);
      rows.stream().filter(CurveChart::standsAlone).forEach(row -> addLine(List.of(row)));
      rows.stream().filter(row -> row.point().isParent()).forEach(this::addParent);
      new ChartLabels(chart, tokens, accuracy).add(rows, report.fronts());
    }
    return chart;
  }

  private String title() {
    return benchmark.equals(AccuracyTokenCurve.ALL)
        ? report.provenance().sweep() + ": accuracy against tokens"
        : benchmark + ": accuracy against tokens";
  }

  private void addFront(double right) {
    List<Double> tokens = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    for (CurvePoint row : report.fronts().front(benchmark)) {
      if (!accuracies.isEmpty()) {
        tokens.add(row.tokens().mean());
        accuracies.add(accuracies.get(accuracies.size() - 1));
      }
      tokens.add(row.tokens().mean());
      accuracies.add(percent(row));
    }
    tokens.add(right);
    accuracies.add(accuracies.get(accuracies.size() - 1));
    XYSeries series = chart.addSeries("Pareto front", tokens, accuracies);
    series.setMarker(SeriesMarkers.NONE).setLineColor(ChartStyle.FRONT).setLineStyle(WIDE);
  }

  private void addLine(List<CurvePoint> rows) {
    Color colour = Color.decode(Palette.LIGHT.get(palette.colour(rows.get(0).point())));
    String line = rows.get(0).point().line();
    // XChart wants distinct names; points without alpha may share every parameter.
    String name = chart.getSeries(line) == null ? line : rows.get(0).point().id();
    addSeries(name, rows, colour, palette.marker(rows.get(0).point())).setLineStyle(SOLID);
  }

  private void addParent(CurvePoint row) {
    String name = row.point().id();
    addSeries(name, List.of(row), ChartStyle.INK, MarkerShape.STAR)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setShowInLegend(false);
  }

  private XYSeries addSeries(String name, List<CurvePoint> rows, Color colour, MarkerShape marker) {
    XYSeries series =
        chart.addSeries(
            name,
            values(rows, row -> row.tokens().mean()),
            values(rows, CurveChart::percent),
            values(rows, CurveChart::halfInterval));
    series.setMarker(new DrawnMarker(marker)).setMarkerColor(colour).setLineColor(colour);
    return series;
  }

  /** A point without alpha belongs to no line. */
  private static boolean standsAlone(CurvePoint row) {
    return !row.point().isParent() && row.point().alpha().isEmpty();
  }

  private static double percent(CurvePoint row) {
    return 100 * row.accuracy().mean();
  }

  /** XChart's bars are symmetric, so the interval is shown with its mean half-width. */
  private static double halfInterval(CurvePoint row) {
    Interval interval = row.accuracyInterval();
    return 50 * (interval.high() - interval.low());
  }

  private static Axis tokenAxis(List<CurvePoint> rows) {
    return Axis.covering(0, highest(rows, row -> row.tokens().mean()) * 1.02, 8);
  }

  private static Axis accuracyAxis(List<CurvePoint> rows) {
    double low = -highest(rows, row -> -row.accuracyInterval().low());
    return Axis.coveringShare(low, highest(rows, row -> row.accuracyInterval().high()), 6);
  }

  private static double highest(List<CurvePoint> rows, ToDoubleFunction<CurvePoint> value) {
    return rows.stream().mapToDouble(value).max().orElseThrow();
  }

  private static double[] values(List<CurvePoint> rows, ToDoubleFunction<CurvePoint> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}
