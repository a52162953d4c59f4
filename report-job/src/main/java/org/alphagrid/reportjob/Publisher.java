package org.alphagrid.reportjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.render.ComparisonsCsv;
import org.alphagrid.report.render.CurveCsv;
import org.alphagrid.report.render.CurveParquet;
import org.alphagrid.report.render.CurvePng;
import org.alphagrid.report.render.EffectsCsv;
import org.alphagrid.report.render.HtmlReport;
import org.alphagrid.report.render.ImprovementsCsv;
import org.alphagrid.report.render.MarkdownSummary;
import org.alphagrid.report.render.ParetoCsv;
import org.alphagrid.report.render.Renderer;
import org.alphagrid.report.render.Report;
import org.alphagrid.report.render.ReportFile;
import org.alphagrid.report.render.SearchLogCsv;
import org.alphagrid.report.render.SearchLogParquet;
import org.alphagrid.report.render.UndrawableException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Renders every file of a report, and only then publishes them. */
final class Publisher {
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

  private final Path directory;
  private final List<Export> exports;
  private final Configuration hadoop;
  private final Terminal terminal;

  Publisher(Path directory, List<Export> exports, Configuration hadoop, Terminal terminal) {
    this.directory = directory;
    this.exports = exports;
    this.hadoop = hadoop;
    this.terminal = terminal;
  }

  void publish(Report report) throws IOException {
    List<ReportFile> files = new ArrayList<>();
    for (Renderer renderer : RENDERERS) {
      try {
        files.add(renderer.render(report));
      } catch (UndrawableException e) {
        // A picture is worth less than the report it belongs to.
        terminal.warning(e.getMessage());
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
    ReportDirectory target = new ReportDirectory(directory, hadoop);
    for (ReportFile file : files) {
      target.publish(file);
    }
  }
}
