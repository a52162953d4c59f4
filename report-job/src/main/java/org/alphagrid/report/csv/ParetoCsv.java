package org.alphagrid.report.csv;

import java.util.Arrays;
import java.util.List;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/** Writes {@code pareto.csv}: the front of every benchmark by rising tokens, ranks from 1. */
public final class ParetoCsv implements Renderer {
  private static final List<String> HEADER =
      List.of(
          "benchmark",
          "rank",
          "point",
          "method",
          "alpha",
          "model",
          "accuracy",
          "accuracy_se",
          "tokens_mean",
          "tokens_se");

  @Override
  public ReportFile render(Report report) {
    CsvText csv = new CsvText().line(HEADER);
    for (List<CurvePoint> front : report.fronts().byBenchmark().values()) {
      for (int i = 0; i < front.size(); i++) {
        csv.line(fields(i + 1, front.get(i)));
      }
    }
    return ReportFile.ofText("pareto.csv", csv.toString());
  }

  private static List<Object> fields(int rank, CurvePoint row) {
    return Arrays.asList(
        row.benchmark(),
        rank,
        row.point().id(),
        row.point().method(),
        row.point().alpha().orElse(null),
        row.point().model(),
        row.accuracy().mean(),
        row.accuracy().standardError(),
        row.tokens().mean(),
        row.tokens().standardError());
  }
}
