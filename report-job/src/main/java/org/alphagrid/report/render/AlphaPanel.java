package org.alphagrid.report.render;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.pareto.Fronts;

/**
 * One quantity against alpha.
 *
 * @param value in the unit of the scale
 * @param interval where the quantity has one, else the value twice
 */
record AlphaPanel(
    String title,
    Scale scale,
    ToDoubleFunction<CurvePoint> value,
    Function<CurvePoint, Interval> interval) {
  static final List<AlphaPanel> PANELS =
      List.of(
          new AlphaPanel(
              "Accuracy along α",
              Scale.ACCURACY,
              row -> row.accuracy().mean(),
              CurvePoint::accuracyInterval),
          new AlphaPanel(
              "Tokens along α",
              Scale.TOKENS,
              row -> row.tokens().mean(),
              CurvePoint::tokensInterval),
          new AlphaPanel(
              "Think ratio along α",
              Scale.THINK_RATIO,
              row -> row.rates().thought(),
              row -> new Interval(row.rates().thought(), row.rates().thought())));

  /**
   * @param rows of one benchmark, with alpha, at least one
   */
  void draw(Markup markup, Canvas canvas, List<CurvePoint> rows, Palette palette, Fronts fronts) {
    Plot plot = plot(canvas, rows);
    plot.openIn(markup, title + "; the table has the numbers");
    Marks marks = new Marks(markup, plot, palette, fronts);
    for (List<CurvePoint> line : Lines.of(rows)) {
      marks.line(line, AlphaPanel::alpha, value);
    }
    for (CurvePoint row : Lines.marked(rows)) {
      marks.open(row);
      marks.up(alpha(row), interval.apply(row));
      marks.marker(row, alpha(row), value.applyAsDouble(row));
      markup.close();
    }
    markup.close();
  }

  static double alpha(CurvePoint row) {
    return row.point().alpha().orElseThrow().doubleValue();
  }

  private Plot plot(Canvas canvas, List<CurvePoint> rows) {
    double left = rows.stream().mapToDouble(AlphaPanel::alpha).min().orElse(0);
    double right = rows.stream().mapToDouble(AlphaPanel::alpha).max().orElse(1);
    return new Plot(
        canvas,
        Axis.covering(Math.min(0, left), Math.max(1, right), 5),
        Scale.ALPHA,
        valueAxis(canvas, rows),
        scale);
  }

  private Axis valueAxis(Canvas canvas, List<CurvePoint> rows) {
    double low = rows.stream().mapToDouble(row -> interval.apply(row).low()).min().orElse(0);
    double high = rows.stream().mapToDouble(row -> interval.apply(row).high()).max().orElse(1);
    if (scale.equals(Scale.TOKENS)) {
      return Axis.covering(0, high, canvas.ticksUp());
    }
    return scale.equals(Scale.THINK_RATIO)
        ? Axis.coveringShare(0, 1, canvas.ticksUp())
        : Axis.coveringShare(low, high, canvas.ticksUp());
  }
}
