package org.alphagrid.report.chart;

import static java.lang.Double.NaN;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.model.Report;

/**
 * Draws one quantity against alpha.
 *
 * @param value in the unit of the scale
 * @param interval where the quantity has one, else the value twice
 */
public record AlphaPanel(
    String title,
    Scale scale,
    ToDoubleBiFunction<CurvePoint, Report> value,
    BiFunction<CurvePoint, Report, Interval> interval) {
  public static final List<AlphaPanel> PANELS =
      List.of(
          new AlphaPanel(
              "Accuracy along α",
              Scale.ACCURACY,
              (row, report) -> row.accuracy().mean(),
              (row, report) -> row.accuracyInterval()),
          sampled("Pass@k along α", GenerationSummary::passAtK, GenerationSummary::passInterval),
          sampled(
              "Majority vote along α",
              GenerationSummary::majority,
              GenerationSummary::majorityInterval),
          new AlphaPanel(
              "Tokens along α",
              Scale.TOKENS,
              (row, report) -> row.tokens().mean(),
              (row, report) -> row.tokensInterval()),
          new AlphaPanel(
              "Think ratio along α",
              Scale.THINK_RATIO,
              (row, report) -> row.rates().thought(),
              (row, report) -> new Interval(row.rates().thought(), row.rates().thought())));

  private static AlphaPanel sampled(
      String title,
      Function<GenerationSummary, Estimate> value,
      Function<GenerationSummary, Interval> interval) {
    return new AlphaPanel(
        title,
        Scale.ACCURACY,
        (row, report) ->
            report.findings().generations().of(row).map(value).map(Estimate::mean).orElse(NaN),
        (row, report) -> report.findings().generations().of(row).map(interval).orElseThrow());
  }

  /** Aggregate points lack most quantities. */
  public boolean isKnown(CurvePoint row, Report report) {
    return !Double.isNaN(value.applyAsDouble(row, report));
  }

  /**
   * Draws a quantity along alpha.
   *
   * @param rows of one benchmark, with alpha and the quantity, at least one
   */
  public void draw(
      Markup markup, Canvas canvas, List<CurvePoint> rows, Palette palette, Report report) {
    PlotArea plot = plot(canvas, rows, report);
    plot.openIn(markup, title + "; the table has the numbers");
    PlotMarks marks = new PlotMarks(markup, plot, palette, report);
    for (List<CurvePoint> line : CurveLines.of(rows)) {
      marks.line(line, AlphaPanel::alpha, row -> value.applyAsDouble(row, report));
    }
    for (CurvePoint row : CurveLines.marked(rows)) {
      marks.open(row);
      marks.up(alpha(row), interval.apply(row, report));
      marks.marker(row, alpha(row), value.applyAsDouble(row, report));
      markup.close();
    }
    markup.close();
  }

  public static double alpha(CurvePoint row) {
    return row.point().alpha().orElseThrow().doubleValue();
  }

  private PlotArea plot(Canvas canvas, List<CurvePoint> rows, Report report) {
    double left = rows.stream().mapToDouble(AlphaPanel::alpha).min().orElse(0);
    double right = rows.stream().mapToDouble(AlphaPanel::alpha).max().orElse(1);
    return new PlotArea(
        canvas,
        PlotAxis.covering(Math.min(0, left), Math.max(1, right), 5),
        Scale.ALPHA,
        valueAxis(canvas, rows, report),
        scale);
  }

  private PlotAxis valueAxis(Canvas canvas, List<CurvePoint> rows, Report report) {
    double low =
        rows.stream().mapToDouble(row -> interval.apply(row, report).low()).min().orElse(0);
    double high =
        rows.stream().mapToDouble(row -> interval.apply(row, report).high()).max().orElse(1);
    if (scale.equals(Scale.TOKENS)) {
      return PlotAxis.covering(0, high, canvas.ticksUp());
    }
    return scale.equals(Scale.THINK_RATIO)
        ? PlotAxis.coveringShare(0, 1, canvas.ticksUp())
        : PlotAxis.coveringShare(low, high, canvas.ticksUp());
  }
}
