package org.alphagrid.report.csv;

import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;
import org.alphagrid.report.searchlog.SearchRecord;

/**
 * Writes {@code search-log.csv}: every decision of a search, in order; for a report on a search
 * only.
 */
public final class SearchLogCsv implements Renderer {
  private static final CsvTable<SearchRecord.Entry> TABLE =
      new CsvTable<SearchRecord.Entry>()
          .column("stage", SearchRecord.Entry::stage)
          .column("stage_name", SearchRecord.Entry::name)
          .column("candidate", SearchRecord.Entry::candidate)
          .column("verdict", SearchRecord.Entry::verdict)
          .column("rival", SearchRecord.Entry::rival)
          .column("p_adjusted", SearchRecord.Entry::p)
          .column("reason", SearchRecord.Entry::reason);

  @Override
  public ReportFile render(Report report) {
    return TABLE.render("search-log.csv", report.search().orElseThrow().decisions());
  }
}
