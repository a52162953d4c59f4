package org.alphagrid.report.csv;

import org.alphagrid.report.evidence.PointComparison;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/** Writes {@code comparisons.csv}: the pairs of points asked for, on each benchmark and on all. */
public final class ComparisonsCsv implements Renderer {
  private static final CsvTable<PointComparison> TABLE =
      new CsvTable<PointComparison>()
          .column("benchmark", PointComparison::benchmark)
          .column("first", PointComparison::first)
          .column("second", PointComparison::second)
          .accuracyDifference(PointComparison::accuracy)
          .column("accuracy_p_adjusted", PointComparison::pAccuracy)
          .column("token_ratio", PointComparison::tokenRatio)
          .interval("token_ratio", PointComparison::tokenRatioInterval)
          .column("token_correlation", found -> found.logTokens().correlation())
          .column("tokens_p_adjusted", PointComparison::pTokens);

  @Override
  public ReportFile render(Report report) {
    return TABLE.render("comparisons.csv", report.findings().evidence().comparisons());
  }
}
