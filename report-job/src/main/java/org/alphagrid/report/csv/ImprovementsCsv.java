package org.alphagrid.report.csv;

import java.util.Locale;
import org.alphagrid.report.evidence.Improvement;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/**
 * Writes {@code improvements.csv}: every model against every parent, on each benchmark and on all.
 */
public final class ImprovementsCsv implements Renderer {
  private static final CsvTable<Improvement> TABLE =
      new CsvTable<Improvement>()
          .column("benchmark", Improvement::benchmark)
          .column("model", Improvement::model)
          .column("parent", Improvement::parent)
          .accuracyDifference(Improvement::accuracy)
          .column("token_ratio", Improvement::tokenRatio)
          .interval("token_ratio", Improvement::tokenRatioInterval)
          .column("token_correlation", found -> found.logTokens().correlation())
          .column("truncated_difference", Improvement::truncation)
          .column("p", Improvement::p)
          .column("p_adjusted", Improvement::adjusted)
          .column("verdict", found -> found.verdict().name().toLowerCase(Locale.ROOT));

  @Override
  public ReportFile render(Report report) {
    return TABLE.render("improvements.csv", report.findings().evidence().improvements());
  }
}
