package org.alphagrid.report.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.evidence.Improvement;
import org.alphagrid.report.evidence.PairedDifference;

/** {@code improvements.csv}: every model against every parent, on each benchmark and on all. */
public final class ImprovementsCsv implements Renderer {
  private static final List<String> HEADER =
      List.of(
          "benchmark",
          "model",
          "parent",
          "problems",
          "accuracy_difference",
          "accuracy_difference_se",
          "accuracy_difference_low",
          "accuracy_difference_high",
          "accuracy_correlation",
          "token_ratio",
          "token_ratio_low",
          "token_ratio_high",
          "token_correlation",
          "truncated_difference",
          "p",
          "p_adjusted",
          "verdict");

  @Override
  public ReportFile render(Report report) {
    CsvText csv = new CsvText().line(HEADER);
    report.findings().evidence().improvements().forEach(found -> csv.line(fields(found)));
    return ReportFile.ofText("improvements.csv", csv.toString());
  }

  private static List<Object> fields(Improvement found) {
    PairedDifference accuracy = found.accuracy();
    Interval tokens = found.logTokens().interval();
    return Arrays.asList(
        found.benchmark(),
        found.model(),
        found.parent(),
        accuracy.problems(),
        accuracy.mean(),
        accuracy.standardError(),
        accuracy.interval().low(),
        accuracy.interval().high(),
        accuracy.correlation(),
        found.tokenRatio(),
        Math.exp(tokens.low()),
        Math.exp(tokens.high()),
        found.logTokens().correlation(),
        found.truncation(),
        found.p(),
        found.adjusted(),
        found.verdict().name().toLowerCase(Locale.ROOT));
  }
}
