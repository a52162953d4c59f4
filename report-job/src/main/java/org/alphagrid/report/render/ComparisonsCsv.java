package org.alphagrid.report.render;

import java.util.Arrays;
import java.util.List;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.evidence.PairedDifference;
import org.alphagrid.report.evidence.PointComparison;

/** {@code comparisons.csv}: the pairs of points asked for, on each benchmark and on all. */
public final class ComparisonsCsv implements Renderer {
  private static final List<String> HEADER =
      List.of(
          "benchmark",
          "first",
          "second",
          "problems",
          "accuracy_difference",
          "accuracy_difference_se",
          "accuracy_difference_low",
          "accuracy_difference_high",
          "accuracy_correlation",
          "accuracy_p_adjusted",
          "token_ratio",
          "token_ratio_low",
          "token_ratio_high",
          "token_correlation",
          "tokens_p_adjusted");

  @Override
  public ReportFile render(Report report) {
    CsvText csv = new CsvText().line(HEADER);
    report.findings().evidence().comparisons().forEach(found -> csv.line(fields(found)));
    return ReportFile.ofText("comparisons.csv", csv.toString());
  }

  private static List<Object> fields(PointComparison found) {
    PairedDifference accuracy = found.accuracy();
    Interval tokens = found.tokenRatioInterval();
    return Arrays.asList(
        found.benchmark(),
        found.first(),
        found.second(),
        accuracy.problems(),
        accuracy.mean(),
        accuracy.standardError(),
        accuracy.interval().low(),
        accuracy.interval().high(),
        accuracy.correlation(),
        found.pAccuracy(),
        found.tokenRatio(),
        tokens.low(),
        tokens.high(),
        found.logTokens().correlation(),
        found.pTokens());
  }
}
