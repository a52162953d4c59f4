package org.alphagrid.report.terminal;

import java.util.List;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.model.Findings;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.EffectText;
import org.alphagrid.report.text.EvidenceText;

/** Writes what the job prints: the table, then what the data prove. */
public final class TerminalSummary {
  private TerminalSummary() {}

  /** Lines that end with a line feed. */
  public static String render(Report report) {
    Findings findings = report.findings();
    // Aggregate points have no mean over benchmarks to put in a table.
    boolean aggregate = !findings.estimated().isEmpty();
    StringBuilder text = new StringBuilder(aggregate ? "" : TerminalTable.render(report));
    String plot = TerminalPlot.render(report.overall());
    text.append(plot.isEmpty() ? "" : "\n").append(plot);
    add(text, "Improvements", EvidenceText.improvements(findings));
    add(
        text,
        "Which point to use",
        EvidenceText.recommendations(findings.evidence(), AccuracyTokenCurve.ALL));
    add(text, "Compared", EvidenceText.comparisons(findings.evidence()));
    add(text, "Confirmation on fresh problems", EvidenceText.confirmations(findings.evidence()));
    add(text, "Lines at equal tokens", EvidenceText.areas(findings.evidence()));
    add(text, "Transitions", EvidenceText.transitions(findings.evidence()));
    add(text, "Where retention rates matter", EffectText.places(findings.effects()));
    return text.toString();
  }

  private static void add(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append('\n').append(title).append('\n');
      lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }
}
