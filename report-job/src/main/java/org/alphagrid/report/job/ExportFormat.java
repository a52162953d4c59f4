package org.alphagrid.report.job;

import java.util.List;
import org.alphagrid.report.export.EveryEvalEver;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/**
 * Names the formats of other projects that a report can be written in, as the command line spells
 * them.
 */
enum ExportFormat {
  EVERY_EVAL_EVER {
    @Override
    List<ReportFile> files(Report report) {
      return EveryEvalEver.files(report);
    }
  };

  abstract List<ReportFile> files(Report report);

  @Override
  public String toString() {
    return "every-eval-ever";
  }
}
