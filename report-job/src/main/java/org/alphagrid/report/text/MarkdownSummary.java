package org.alphagrid.report.text;

import java.util.List;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Findings;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/** Writes {@code summary.md}: the points and what the data prove, for a paper or a model card. */
public final class MarkdownSummary implements Renderer {

  @Override
  public ReportFile render(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(escaped(report.provenance().sweep())).append("\n\n");
    table(text, report);
    Findings findings = report.findings();
    section(text, "Pareto improvements", EvidenceText.improvements(findings));
    section(
        text,
        "Which point to use",
        EvidenceText.recommendations(findings.evidence(), AccuracyTokenCurve.ALL));
    if (report.curve().benchmarks().size() > 1) {
      for (String benchmark : report.curve().benchmarks()) {
        section(
            text,
            "Which point to use on " + escaped(benchmark),
            EvidenceText.recommendations(findings.evidence(), benchmark));
      }
    }
    section(text, "Compared", EvidenceText.comparisons(findings.evidence()));
    section(
        text, "Confirmation on fresh problems", EvidenceText.confirmations(findings.evidence()));
    section(text, "Lines at equal tokens", EvidenceText.areas(findings.evidence()));
    section(text, "Transitions", EvidenceText.transitions(findings.evidence()));
    section(text, "What each setting does", EffectText.effects(findings.effects()));
    section(text, "Where retention rates matter", EffectText.places(findings.effects()));
    text.append("\n± is one standard error over problems. ");
    EvidenceText.optimism(findings.evidence()).ifPresent(line -> text.append(line).append(' '));
    text.append(EvidenceText.rule(findings)).append('\n');
    return ReportFile.ofText("summary.md", text.toString());
  }

  private static void table(StringBuilder text, Report report) {
    text.append("| point | accuracy | 95 % interval | tokens | thought | front |\n");
    text.append("|---|---:|---:|---:|---:|:---:|\n");
    // Aggregate points have no mean over benchmarks.
    List<CurvePoint> rows = report.overall().isEmpty() ? report.curve().rows() : report.overall();
    for (CurvePoint row : rows) {
      text.append(
          "| %s | %s | %s to %s | %s | %s | %s |\n"
              .formatted(
                  escaped(
                      row.benchmark().equals(AccuracyTokenCurve.ALL)
                          ? row.point().id()
                          : row.benchmark() + " " + row.point().id()),
                  NumberFormat.percentWithError(row.accuracy()),
                  NumberFormat.percent(row.accuracyInterval().low()),
                  NumberFormat.percent(row.accuracyInterval().high()),
                  NumberFormat.tokensWithError(row.tokens()),
                  NumberFormat.wholePercent(row.rates().thought()),
                  report.fronts().contains(row) ? "●" : ""));
    }
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n## ").append(title).append("\n\n");
      lines.forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
    }
  }

  /** Names come from data and must not become markup. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*_<>|\\[\\]]", "\\\\$0").replaceAll("\\R", " ");
  }
}
