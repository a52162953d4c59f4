package org.alphagrid.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.report.chart.Canvas;
import org.alphagrid.report.chart.CurveLines;
import org.alphagrid.report.chart.LabelPlacement;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.Palette;
import org.alphagrid.report.chart.PlotArea;
import org.alphagrid.report.chart.PlotAxis;
import org.alphagrid.report.chart.Scale;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.model.Report;

/**
 * Draws the accuracy if samples of more than a budget of tokens count as wrong: parents and the
 * front.
 */
final class BudgetPanel {
  private static final Scale BUDGET = new Scale("Token budget per sample", 1, "");

  private static final int MOST_MERGES = 5;

  private final Report report;
  private final Palette palette;

  BudgetPanel(Report report, Palette palette) {
    this.report = report;
    this.palette = palette;
  }

  void write(Markup page) {
    List<String> names =
        BenchmarkViews.of(report).stream().filter(name -> !rows(name).isEmpty()).toList();
    if (names.isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "budget").line();
    page.element("h2", "Accuracy within a token budget", "id", "budget").line();
    page.element(
            "p",
            "A sample that needs more tokens counts as wrong. Parents and points along the front,"
                + " with 95 % intervals.")
        .line();
    for (String name : names) {
      BenchmarkViews.open(page, report, name);
      for (Canvas canvas : List.of(Canvas.WIDE, Canvas.SMALL)) {
        page.open("figure", "class", "card " + (canvas.equals(Canvas.WIDE) ? "wide" : "narrow"));
        draw(page, canvas, rows(name));
        page.close().line();
      }
      page.close().line();
    }
    page.close().line();
  }

  /** Parents and a few points of the front, evenly along it; more could not be told apart. */
  private List<CurvePoint> rows(String name) {
    List<CurvePoint> marked =
        CurveLines.marked(report.curve().rows(name)).stream()
            .filter(row -> summary(row).isPresent())
            .toList();
    List<CurvePoint> front =
        marked.stream()
            .filter(row -> !row.point().isParent() && report.fronts().contains(row))
            .sorted(Comparator.comparingDouble(row -> row.tokens().mean()))
            .toList();
    List<CurvePoint> rows = new ArrayList<>();
    int shown = Math.min(MOST_MERGES, front.size());
    for (int i = 0; i < shown; i++) {
      rows.add(front.get((int) ((i + 0.5) * front.size() / shown)));
    }
    marked.stream().filter(row -> row.point().isParent()).forEach(rows::add);
    return rows;
  }

  private void draw(Markup page, Canvas canvas, List<CurvePoint> rows) {
    List<GenerationSummary> summaries =
        rows.stream().map(row -> summary(row).orElseThrow()).toList();
    double longest = summaries.get(0).budgets().get(summaries.get(0).budgets().size() - 1);
    double best =
        summaries.stream()
            .mapToDouble(summary -> summary.withinInterval(summary.budgets().size() - 1).high())
            .max()
            .orElse(1);
    PlotArea plot =
        new PlotArea(
            canvas,
            PlotAxis.covering(0, longest, canvas.ticksAcross()),
            BUDGET,
            PlotAxis.coveringShare(0, best, canvas.ticksUp()),
            Scale.ACCURACY);
    plot.openIn(page, "Accuracy within a token budget, %d points".formatted(rows.size()));
    rows.forEach(row -> line(page, plot, row));
    LabelPlacement labels = new LabelPlacement(canvas);
    // Parents are marked last but named first, whatever lies below.
    for (int i = rows.size() - 1; i >= 0; i--) {
      name(page, plot, labels, rows.get(i));
    }
    page.close();
  }

  private void line(Markup page, PlotArea plot, CurvePoint row) {
    GenerationSummary summary = summary(row).orElseThrow();
    StringBuilder points = new StringBuilder();
    StringBuilder above = new StringBuilder();
    StringBuilder below = new StringBuilder();
    for (int i = 0; i < summary.budgets().size(); i++) {
      double x = plot.x(summary.budgets().get(i));
      points.append(at(x, plot.y(summary.accuracyWithin().get(i).mean())));
      above.append(at(x, plot.y(summary.withinInterval(i).high())));
      below.insert(0, at(x, plot.y(summary.withinInterval(i).low())));
    }
    String style = "line " + palette.styleClass(row.point());
    page.open(
        "g",
        "class",
        style,
        "data-method",
        row.point().method(),
        "data-run",
        row.point().run().orElse(null));
    page.element("title", row.point().id());
    page.empty("polygon", "class", "band", "points", (above.toString() + below).strip());
    page.empty("polyline", "points", points.toString().strip()).close();
  }

  private static String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }

  private void name(Markup page, PlotArea plot, LabelPlacement labels, CurvePoint row) {
    List<Estimate> within = summary(row).orElseThrow().accuracyWithin();
    double right = plot.canvas().plotRight() - 26;
    double y = plot.y(within.get(within.size() - 1).mean()) - 2;
    String name = row.point().isParent() ? row.point().roleText() : "α " + row.point().alphaText();
    Optional<LabelPlacement.Place> place =
        row.point().isParent() ? labels.place(right, y, name) : labels.placeApart(right, y, name);
    place.ifPresent(at -> name(page, at, row, name));
  }

  private void name(Markup page, LabelPlacement.Place at, CurvePoint row, String name) {
    page.element(
        "text",
        name,
        "class",
        "name " + palette.styleClass(row.point()),
        "data-method",
        row.point().method(),
        "x",
        at.x(),
        "y",
        at.y() + 4,
        "text-anchor",
        "middle");
  }

  private Optional<GenerationSummary> summary(CurvePoint row) {
    return report.findings().generations().of(row);
  }
}
