package org.alphagrid.report.html;

import java.util.List;
import java.util.function.Function;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.Palette;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.OutcomeRates;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.NumberFormat;

/** Writes a table of every point on one benchmark, those without samples included. */
final class PointTable {
  private static final List<String> COLUMNS =
      List.of(
          "α",
          "On front",
          "Accuracy %",
          "95 % interval",
          "Front %",
          "Pass@k %",
          "Majority %",
          "Tokens",
          "Median",
          "p90",
          "Per correct",
          "Thinking",
          "Answer",
          "Thought %",
          "Closed %",
          "Truncated %",
          "Unclosed %",
          "No answer %",
          "Errors %");

  private final Palette palette;
  private final Report report;

  PointTable(Palette palette, Report report) {
    this.palette = palette;
    this.report = report;
  }

  void write(Markup page, String benchmark) {
    // A region that scrolls must be reachable with the keyboard.
    page.open(
        "div",
        "class",
        "card scroll",
        "tabindex",
        0,
        "role",
        "region",
        "aria-label",
        "Points, benchmark " + benchmark);
    page.open("table").open("thead").open("tr");
    head(page, "Point");
    COLUMNS.forEach(column -> head(page, column));
    page.close().close().line().open("tbody").line();
    report.curve().points().forEach(point -> row(page, point, benchmark));
    page.close().close().close().line();
  }

  private static void head(Markup page, String column) {
    page.open("th", "scope", "col").element("button", column, "type", "button").close();
  }

  private void row(Markup page, SweepPoint point, String benchmark) {
    report
        .curve()
        .row(point, benchmark)
        .ifPresentOrElse(row -> found(page, row), () -> missing(page, point));
  }

  private void found(Markup page, CurvePoint row) {
    boolean onFront = report.fronts().contains(row);
    page.open(
        "tr",
        "class",
        onFront ? "on-front" : "",
        "data-method",
        row.point().method(),
        "data-run",
        row.point().run().orElse(null));
    name(page, row.point());
    cell(page, row.point().alphaText());
    front(page, onFront);
    cell(page, bare(NumberFormat.percentWithError(row.accuracy())));
    cell(page, interval(row));
    cell(page, probability(row));
    sampled(page, row, summary -> bare(NumberFormat.percent(summary.passAtK().mean())));
    sampled(page, row, summary -> bare(NumberFormat.percent(summary.majority().mean())));
    cell(page, NumberFormat.tokensWithError(row.tokens()));
    sampled(page, row, summary -> NumberFormat.tokens(summary.tokensMedian()));
    sampled(page, row, summary -> NumberFormat.tokens(summary.tokensNinetieth()));
    double perCorrect = row.tokensPerCorrect();
    cell(page, Double.isNaN(perCorrect) ? "" : NumberFormat.tokens(perCorrect));
    cell(page, NumberFormat.tokens(row.thinkingTokens()));
    cell(page, NumberFormat.tokens(row.answerTokens()));
    rates(page, row.rates());
    page.close().line();
  }

  private void missing(Markup page, SweepPoint point) {
    page.open("tr", "class", "missing");
    name(page, point);
    cell(page, point.alphaText());
    page.element("td", "no samples", "colspan", COLUMNS.size() - 1);
    page.close().line();
  }

  private void name(Markup page, SweepPoint point) {
    page.open("th", "scope", "row");
    page.element("span", "", "class", "swatch " + palette.styleClass(point));
    page.text(point.id()).close();
  }

  /** Returns the cell with the share of bootstrap draws on the front. */
  private String probability(CurvePoint row) {
    return report
        .findings()
        .evidence()
        .frontProbability(row)
        .map(share -> bare(NumberFormat.wholePercent(share)))
        .orElse("");
  }

  private void sampled(Markup page, CurvePoint row, Function<GenerationSummary, String> text) {
    cell(page, report.findings().generations().of(row).map(text).orElse(""));
  }

  private static void rates(Markup page, OutcomeRates rates) {
    cell(page, bare(NumberFormat.percent(rates.thought())));
    cell(page, bare(NumberFormat.percent(rates.closed())));
    cell(page, bare(NumberFormat.percent(rates.truncated())));
    cell(page, bare(NumberFormat.percent(rates.unclosed())));
    cell(page, bare(NumberFormat.percent(rates.unanswered())));
    cell(page, bare(NumberFormat.percent(rates.errors())));
  }

  private static String interval(CurvePoint row) {
    return bare(
        NumberFormat.percent(row.accuracyInterval().low())
            + " – "
            + NumberFormat.percent(row.accuracyInterval().high()));
  }

  /** Returns a number without its unit, which stands in the head of the column. */
  private static String bare(String percentages) {
    return percentages.replace(" %", "");
  }

  private static void front(Markup page, boolean onFront) {
    if (onFront) {
      page.open("td").element("span", "●", "role", "img", "aria-label", "yes").close();
    } else {
      cell(page, "");
    }
  }

  private static void cell(Markup page, String text) {
    page.element("td", text);
  }
}
