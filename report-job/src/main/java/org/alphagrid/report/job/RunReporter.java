package org.alphagrid.report.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.alphagrid.report.generation.SampleText;
import org.alphagrid.report.model.Provenance;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.table.SampleOrigin;
import org.alphagrid.report.table.SampleTable;
import org.alphagrid.report.table.SampleTotals;
import org.apache.spark.sql.SparkSession;

/** Reads what a report needs from the sample table: sums, where they come from, and a few texts. */
final class RunReporter {
  private final SparkSession spark;
  private final RunInput input;
  private final EvidenceOptions options;

  RunReporter(SparkSession spark, RunInput input, EvidenceOptions options) {
    this.spark = spark;
    this.input = input;
    this.options = options;
  }

  Report report() {
    try (SampleTable table = new SampleTable(spark, input.samples())) {
      return report(table);
    }
  }

  private Report report(SampleTable table) {
    SampleTotals totals = table.totals();
    List<SampleOrigin> origins = table.origins();
    Provenance provenance =
        input
            .sweep()
            .provenance()
            .with(
                origins.stream().map(RunReporter::detail).toList(),
                origins.stream()
                    .flatMap(origin -> origin.newest().stream())
                    .max(Comparator.naturalOrder()));
    Report report = ReportAssembly.report(input, provenance, totals, options);
    List<SampleText> texts = table.texts(TextSelection.choose(report));
    Report whole = report.with(report.findings().with(texts));
    return input.search().map(whole::with).orElse(whole);
  }

  private static Provenance.Detail detail(SampleOrigin origin) {
    List<String> parts = new ArrayList<>();
    add(parts, "version ", origin.benchmarkVersion());
    add(parts, "extractor ", origin.extractor());
    add(parts, "grader ", origin.grader());
    add(parts, "protocol ", origin.protocolDigest());
    add(parts, "engine ", origin.engine());
    add(parts, "on ", origin.device());
    origin.newest().ifPresent(newest -> add(parts, "newest sample ", newest.toString()));
    return new Provenance.Detail(
        "Samples of " + origin.benchmark(), parts.isEmpty() ? "–" : String.join(" · ", parts));
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(name + value);
    }
  }
}
