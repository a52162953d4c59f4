package org.alphagrid.report.csv;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/** Writes {@code curve.csv}: one line per point and benchmark, numbers in full precision. */
public final class CurveCsv implements Renderer {

  @Override
  public ReportFile render(Report report) {
    CsvText csv = new CsvText().line(CurveColumn.ALL.stream().map(CurveColumn::name).toList());
    for (CurvePoint row : report.curve().rows()) {
      List<Object> fields = new ArrayList<>();
      CurveColumn.ALL.forEach(column -> fields.add(column.value().apply(row, report)));
      csv.line(fields);
    }
    return ReportFile.ofText("curve.csv", csv.toString());
  }
}
