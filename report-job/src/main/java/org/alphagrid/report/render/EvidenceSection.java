package org.alphagrid.report.render;

import java.util.List;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.ProblemGrid;

/** What the data prove, in sentences, and the problems one by one. */
final class EvidenceSection {
  private EvidenceSection() {}

  static void write(Markup page, Findings findings) {
    Evidence evidence = findings.evidence();
    if (evidence.improvements().isEmpty() && findings.estimated().isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "proof").line();
    page.element("h2", "What the data prove", "id", "proof").line();
    page.open("div", "class", "card proof").line();
    list(page, "Which point to use", EvidenceText.recommendations(evidence));
    list(page, "Pareto improvements over a parent", EvidenceText.improvements(findings));
    list(page, "Transitions along α", EvidenceText.transitions(evidence));
    page.element(
        "p",
        EvidenceText.rule(findings)
            + " The best of many looks better than it is: confirm a choice on fresh problems.",
        "class",
        "fine");
    page.close().close().line();
  }

  static void problems(Markup page, Report report) {
    List<ProblemGrid> grids = report.findings().grids();
    if (grids.isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "problems").line();
    page.element("h2", "Problem by problem", "id", "problems").line();
    page.element("p", "Rows are points, columns problems, hardest first; dark is right.").line();
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

  private static void list(Markup page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.element("h3", title).open("ul");
      lines.forEach(line -> page.element("li", line));
      page.close().line();
    }
  }
}
