package org.alphagrid.report.html;

import java.util.List;
import org.alphagrid.report.chart.HeatMap;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.model.Findings;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.EvidenceText;

/** Writes what the data prove, in sentences, and the problems one by one. */
final class EvidenceSection {
  private EvidenceSection() {}

  static void write(Markup page, Report report) {
    Findings findings = report.findings();
    Evidence evidence = findings.evidence();
    if (evidence.improvements().isEmpty() && findings.estimated().isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "proof").line();
    page.element("h2", "What the data prove", "id", "proof").line();
    page.open("div", "class", "card proof").line();
    list(
        page, "Which point to use", EvidenceText.recommendations(evidence, AccuracyTokenCurve.ALL));
    if (report.curve().benchmarks().size() > 1) {
      report.curve().benchmarks().forEach(name -> folded(page, evidence, name));
    }
    list(page, "Pareto improvements over a parent", EvidenceText.improvements(findings));
    list(page, "Confirmation on fresh problems", EvidenceText.confirmations(evidence));
    list(page, "Compared", EvidenceText.comparisons(evidence));
    list(page, "Lines at equal tokens", EvidenceText.areas(evidence));
    list(page, "Transitions along α", EvidenceText.transitions(evidence));
    page.element("p", rule(findings), "class", "fine");
    page.close().close().line();
  }

  private static String rule(Findings findings) {
    if (!findings.estimated().isEmpty()) {
      return "By point estimate: at least as accurate with fewer tokens. Overlapping intervals prove"
          + " nothing, and the best of many looks better than it is.";
    }
    return EvidenceText.rule(findings)
        + " "
        + EvidenceText.optimism(findings.evidence()).map(line -> line + " ").orElse("")
        + "Confirm a choice on fresh problems, or with --confirm.";
  }

  private static void folded(Markup page, Evidence evidence, String benchmark) {
    List<String> lines = EvidenceText.recommendations(evidence, benchmark);
    if (!lines.isEmpty()) {
      page.open("details").element("summary", "On " + benchmark).open("ul");
      lines.forEach(line -> page.element("li", line));
      page.close().close().line();
    }
  }

  static void problems(Markup page, Report report) {
    List<ProblemGrid> grids = report.findings().grids();
    if (grids.isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "problems").line();
    page.element("h2", "Problem by problem", "id", "problems").line();
    page.element(
            "p",
            "Rows are points, columns problems, hardest first; the fuller a cell, the more of its samples are right.")
        .line();
    for (ProblemGrid grid : grids) {
      HeatMap map = new HeatMap(grid, report.curve().points());
      if (!map.isEmpty()) {
        page.open("figure", "class", "card", "data-benchmark", grid.benchmark());
        page.element("figcaption", grid.benchmark());
        map.write(page);
        page.close().line();
      }
    }
    page.close().line();
  }

  /** Writes a heading and its lines; nothing without lines. */
  static void list(Markup page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.element("h3", title).open("ul");
      lines.forEach(line -> page.element("li", line));
      page.close().line();
    }
  }
}
