package org.alphagrid.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.chart.AlphaPanel;
import org.alphagrid.report.chart.Canvas;
import org.alphagrid.report.chart.LegendEntry;
import org.alphagrid.report.chart.MarkerShape;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.PlotArea;
import org.alphagrid.report.chart.PlotAxis;
import org.alphagrid.report.chart.Scale;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.factorial.Effect;
import org.alphagrid.report.factorial.Effect.Family;
import org.alphagrid.report.factorial.Factor;
import org.alphagrid.report.factorial.ResponseVariable;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.EffectText;

/**
 * Draws small multiples of a retention rate, or another number beside alpha: its effect along alpha
 * with intervals, and for each method and benchmark one line per value.
 */
final class ParameterPanels {
  /** Lines that can be told apart in a small picture. */
  private static final int MOST_LINES = 6;

  private static final int MOST_PANELS = 48;

  private final Report report;

  ParameterPanels(Report report) {
    this.report = report;
  }

  void write(Markup page) {
    for (Factor parameter : report.findings().effects().parameters()) {
      if (parameter.levels().size() <= MOST_LINES) {
        effects(page, parameter);
        lines(page, parameter);
      }
    }
  }

  private void effects(Markup page, Factor parameter) {
    page.open("div", "class", "panels").line();
    for (ResponseVariable response : ResponseVariable.values()) {
      List<Effect> along =
          report.findings().effects().effects(Family.PLACE, response).stream()
              .filter(effect -> effect.effect().equals(parameter.name()))
              .filter(effect -> effect.where().containsKey(Factor.ALPHA))
              .toList();
      if (along.size() > 1) {
        page.open("figure", "class", "card");
        page.element(
                "figcaption",
                "Effect of %s %s on %s along α"
                    .formatted(parameter.name(), parameter.ends(), response.text()))
            .line();
        effect(page, along, response);
        page.close().line();
      }
    }
    page.close().line();
  }

  private static void effect(Markup page, List<Effect> along, ResponseVariable response) {
    double unit = response == ResponseVariable.ACCURACY ? 100 : 1;
    double low = along.stream().mapToDouble(e -> e.interval().low()).min().orElse(0);
    double high = along.stream().mapToDouble(e -> e.interval().high()).max().orElse(0);
    String label =
        response == ResponseVariable.ACCURACY ? "Points of accuracy" : "Log ratio of tokens";
    PlotArea plot =
        new PlotArea(
            Canvas.SMALL,
            PlotAxis.covering(0, 1, 5),
            Scale.ALPHA,
            PlotAxis.covering(Math.min(0, low), Math.max(0, high), Canvas.SMALL.ticksUp()),
            new Scale(label, unit, ""));
    plot.openIn(page, "Effect along alpha with simultaneous intervals; the table has the numbers");
    double zero = plot.y(0);
    page.empty("line", "class", "axis", "x1", plot.x(0), "x2", plot.x(1), "y1", zero, "y2", zero);
    for (Effect effect : along) {
      double alpha = Double.parseDouble(effect.where().get(Factor.ALPHA));
      page.open("g", "class", "pt c0" + (effect.isReal() ? " front" : ""));
      page.element(
          "title",
          "%s: %s (%s)"
              .formatted(
                  EffectText.name(effect),
                  EffectText.size(response, effect.estimate().mean()),
                  EffectText.interval(effect)));
      plot.bar(page, alpha, effect.interval());
      String shape =
          MarkerShape.CIRCLE.path(
              plot.x(alpha), plot.y(effect.estimate().mean()), MarkerShape.RADIUS);
      page.empty("path", "class", "mark", "d", shape).close();
    }
    page.close();
  }

  private void lines(Markup page, Factor parameter) {
    Map<String, List<CurvePoint>> byMethod = new TreeMap<>();
    for (CurvePoint row : report.curve().rows()) {
      if (row.point().parameters().containsKey(parameter.name())
          && row.point().alpha().isPresent()) {
        byMethod.computeIfAbsent(row.point().method(), name -> new ArrayList<>()).add(row);
      }
    }
    List<LegendEntry> entries = new ArrayList<>();
    for (int i = 0; i < parameter.levels().size(); i++) {
      entries.add(LegendEntry.level(parameter.name() + " " + parameter.levels().get(i), i));
    }
    Legend.write(page, entries);
    page.open("div", "class", "panels").line();
    List<CurvePoint> all = byMethod.values().stream().flatMap(List::stream).toList();
    int panels = 0;
    for (Scale scale : List.of(Scale.ACCURACY, Scale.TOKENS)) {
      // The same for all, so that heights can be compared from panel to panel.
      PlotAxis up = up(all, scale);
      for (Map.Entry<String, List<CurvePoint>> method : byMethod.entrySet()) {
        for (String benchmark : BenchmarkViews.of(report)) {
          List<CurvePoint> rows =
              method.getValue().stream().filter(row -> row.benchmark().equals(benchmark)).toList();
          if (!rows.isEmpty() && panels++ < MOST_PANELS) {
            String what = scale.equals(Scale.ACCURACY) ? "Accuracy, " : "Tokens, ";
            String where = method.getKey() + (isAll(benchmark) ? "" : ", " + benchmark);
            panel(page, parameter, what + where, rows, scale, up);
          }
        }
      }
    }
    page.close().line();
  }

  private static PlotAxis up(List<CurvePoint> rows, Scale scale) {
    Function<CurvePoint, Interval> interval = interval(scale);
    double low = rows.stream().mapToDouble(row -> interval.apply(row).low()).min().orElse(0);
    double high = rows.stream().mapToDouble(row -> interval.apply(row).high()).max().orElse(1);
    int ticks = Canvas.SMALL.ticksUp();
    return scale.equals(Scale.ACCURACY)
        ? PlotAxis.coveringShare(low, high, ticks)
        : PlotAxis.covering(0, high, ticks);
  }

  private static Function<CurvePoint, Interval> interval(Scale scale) {
    return scale.equals(Scale.ACCURACY) ? CurvePoint::accuracyInterval : CurvePoint::tokensInterval;
  }

  private static void panel(
      Markup page,
      Factor parameter,
      String title,
      List<CurvePoint> rows,
      Scale scale,
      PlotAxis up) {
    boolean accuracy = scale.equals(Scale.ACCURACY);
    ToDoubleFunction<CurvePoint> value =
        accuracy ? row -> row.accuracy().mean() : row -> row.tokens().mean();
    PlotArea plot = new PlotArea(Canvas.SMALL, PlotAxis.covering(0, 1, 5), Scale.ALPHA, up, scale);
    page.open("figure", "class", "card").element("figcaption", title).line();
    plot.openIn(
        page, title + " along alpha by " + parameter.name() + "; the table has the numbers");
    for (String level : parameter.levels()) {
      List<CurvePoint> own =
          rows.stream()
              .filter(row -> isAt(row, parameter, level))
              .sorted((a, b) -> a.point().alpha().get().compareTo(b.point().alpha().get()))
              .toList();
      line(page, plot, parameter.levels().indexOf(level), own, value, interval(scale));
    }
    page.close().close().line();
  }

  private static void line(
      Markup page,
      PlotArea plot,
      int level,
      List<CurvePoint> rows,
      ToDoubleFunction<CurvePoint> value,
      Function<CurvePoint, Interval> interval) {
    String style = "c" + level;
    if (rows.size() > 1) {
      page.empty(
          "polyline",
          "class",
          "line " + style,
          "points",
          plot.points(rows, AlphaPanel::alpha, value));
    }
    for (CurvePoint row : rows) {
      double x = plot.x(AlphaPanel.alpha(row));
      page.open("g", "class", "pt " + style).element("title", row.point().id());
      plot.bar(page, AlphaPanel.alpha(row), interval.apply(row));
      String shape =
          MarkerShape.ofLine(level).path(x, plot.y(value.applyAsDouble(row)), MarkerShape.RADIUS);
      page.empty("path", "class", "mark", "d", shape).close();
    }
  }

  private static boolean isAt(CurvePoint row, Factor parameter, String level) {
    String own = row.point().parameters().get(parameter.name());
    return new BigDecimal(own).compareTo(new BigDecimal(level)) == 0;
  }

  private static boolean isAll(String benchmark) {
    return benchmark.equals(AccuracyTokenCurve.ALL);
  }
}
