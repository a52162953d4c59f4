package org.alphagrid.report.html;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.chart.Canvas;
import org.alphagrid.report.chart.LegendEntry;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.Palette;
import org.alphagrid.report.chart.TokenPanel;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Gap;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/** Writes {@code report.html}, one file that needs no network, and its script for comfort only. */
public final class HtmlReport implements Renderer {
  private static final int MOST_GAPS = 12;

  @Override
  public ReportFile render(Report report) {
    Markup page = new Markup();
    page.open("html", "lang", "en").line();
    head(page, report);
    page.open("body").line().open("main").line();
    body(page, report);
    page.close().script(StyleSheet.script()).close().close().line();
    return ReportFile.ofText("report.html", "<!DOCTYPE html>\n" + page);
  }

  private static void head(Markup page, Report report) {
    page.open("head").line().empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    // Browsers ask for an icon when none is named.
    page.empty("link", "rel", "icon", "href", "data:,").line();
    page.element("title", report.provenance().sweep() + ": accuracy against tokens").line();
    page.style(StyleSheet.text()).line().close().line();
  }

  private static void body(Markup page, Report report) {
    Palette palette = new Palette(report.curve().points());
    SummaryTiles.write(page, report);
    gaps(page, report.gaps());
    tokenPanels(page, report, palette);
    EvidenceSection.write(page, report);
    new BudgetPanel(report, palette).write(page);
    new AlphaSection(report, palette).write(page);
    new EffectSection(report).write(page);
    EvidenceSection.problems(page, report);
    SampleSection.write(page, report);
    tables(page, report, palette);
    SearchSection.write(page, report);
    ProvenanceSection.write(page, report.provenance());
  }

  private static void gaps(Markup page, List<Gap> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    page.open("section", "class", "note", "aria-label", "Missing samples").open("ul");
    gaps.stream().limit(MOST_GAPS).forEach(gap -> page.element("li", gap.description()));
    if (gaps.size() > MOST_GAPS) {
      page.element("li", "and " + (gaps.size() - MOST_GAPS) + " more");
    }
    page.close().close().line();
  }

  private static void tokenPanels(Markup page, Report report, Palette palette) {
    List<CurvePoint> overall = report.overall();
    TokenPanel panel = new TokenPanel(palette, report);
    page.open("section", "aria-labelledby", "tokens").line();
    page.element("h2", "Accuracy against tokens", "id", "tokens").line();
    Legend.write(page, LegendEntry.of(report.curve().points(), palette));
    PageFilters.write(page, report);
    if (!overall.isEmpty()) {
      page.open("figure", "class", "card", "data-benchmark", AccuracyTokenCurve.ALL);
      page.element("figcaption", overallTitle(report)).line();
      draw(page, "wide", () -> panel.draw(page, Canvas.WIDE, overall));
      draw(page, "narrow", () -> panel.draw(page, Canvas.SMALL, overall));
      page.close().line();
    }
    if (report.curve().benchmarks().size() > 1 || overall.isEmpty()) {
      benchmarkPanels(page, report, panel);
    }
    page.close().line();
  }

  private static void benchmarkPanels(Markup page, Report report, TokenPanel panel) {
    page.open("div", "class", "panels").line();
    for (String benchmark : report.curve().benchmarks()) {
      List<CurvePoint> rows = report.curve().rows(benchmark);
      if (!rows.isEmpty()) {
        page.open("figure", "class", "card", "data-benchmark", benchmark);
        page.element("figcaption", benchmark).line();
        panel.draw(page, Canvas.SMALL, rows);
        page.close().line();
      }
    }
    page.close().line();
  }

  private static void tables(Markup page, Report report, Palette palette) {
    PointTable table = new PointTable(palette, report);
    page.open("section", "aria-labelledby", "points").line();
    page.element("h2", "Points", "id", "points").line();
    List<String> names = new ArrayList<>(report.curve().benchmarks());
    if (names.size() == 1) {
      table.write(page, names.get(0));
    } else {
      if (!report.overall().isEmpty()) {
        table.write(page, AccuracyTokenCurve.ALL);
      }
      names.forEach(name -> folded(page, table, name));
    }
    page.close().line();
  }

  private static void folded(Markup page, PointTable table, String benchmark) {
    page.open("details", "data-benchmark", benchmark).element("summary", benchmark).line();
    table.write(page, benchmark);
    page.close().line();
  }

  private static String overallTitle(Report report) {
    List<String> benchmarks = report.curve().benchmarks();
    return benchmarks.size() == 1 ? benchmarks.get(0) : "All benchmarks, each with equal weight";
  }

  private static void draw(Markup page, String style, Runnable picture) {
    page.open("div", "class", style);
    picture.run();
    page.close().line();
  }
}
