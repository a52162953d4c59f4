package org.alphagrid.report.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.report.csv.ComparisonsCsv;
import org.alphagrid.report.csv.CurveCsv;
import org.alphagrid.report.csv.EffectsCsv;
import org.alphagrid.report.csv.ImprovementsCsv;
import org.alphagrid.report.csv.ParetoCsv;
import org.alphagrid.report.csv.SearchLogCsv;
import org.alphagrid.report.html.HtmlReport;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;
import org.alphagrid.report.parquet.CurveParquet;
import org.alphagrid.report.parquet.SearchLogParquet;
import org.alphagrid.report.png.CurvePng;
import org.alphagrid.report.png.UndrawableException;
import org.alphagrid.report.text.MarkdownSummary;
import org.apache.hadoop.fs.Path;

/**
 * Renders every file of a report, and only then publishes them.
 *
 * @param directory where they go
 * @param exports further formats
 */
record ReportPublisher(Path directory, List<ExportFormat> exports) {
  private static final List<Renderer> RENDERERS =
      List.of(
          new CurveCsv(),
          new CurveParquet(),
          new ParetoCsv(),
          new ImprovementsCsv(),
          new EffectsCsv(),
          new MarkdownSummary(),
          new HtmlReport(),
          new CurvePng());

  void publish(Report report) throws IOException {
    List<ReportFile> files = new ArrayList<>();
    for (Renderer renderer : RENDERERS) {
      try {
        files.add(renderer.render(report));
      } catch (UndrawableException e) {
        // A picture is worth less than the report it belongs to.
        Terminal.warn(e.getMessage());
      }
    }
    if (!report.findings().evidence().comparisons().isEmpty()) {
      files.add(new ComparisonsCsv().render(report));
    }
    if (report.search().isPresent()) {
      files.add(new SearchLogCsv().render(report));
      files.add(new SearchLogParquet().render(report));
    }
    exports.forEach(export -> files.addAll(export.files(report)));
    for (ReportFile file : files) {
      Storage.replace(new Path(directory, file.name()), file.content());
    }
  }
}
