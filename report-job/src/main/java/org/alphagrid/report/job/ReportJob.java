package org.alphagrid.report.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.Gap;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.table.AggregateCurves;
import org.alphagrid.report.terminal.TerminalSummary;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the sample table of a run and publishes its report. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes curve, Pareto front, page and picture of a run, and prints a table;",
      "compares several runs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is published",
      "1:unexpected failure",
      "2:wrong usage, or the run cannot be reported on; the message says why"
    })
public final class ReportJob implements Callable<Integer> {
  private static final String NAME = "alphagrid report";

  @Parameters(
      arity = "1..*",
      paramLabel = "<run>",
      description = {
        "Run directory on any Hadoop file system; several are compared with each other;",
        "or one .csv file of aggregate points, with --out."
      })
  private List<String> runs;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      description = {
        "Where to publish; default: <run>/report, or for several runs",
        "<first run>/comparison."
      })
  private String out;

  @Option(
      names = "--export",
      paramLabel = "<format>",
      description = "Write a further format: every-eval-ever.")
  private List<ExportFormat> exports = new ArrayList<>();

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "30",
      paramLabel = "<seconds>",
      description = {
        "Report again whenever samples have come, looking every so many seconds",
        "(default: ${FALLBACK-VALUE}), until the run is complete."
      })
  private Integer watch;

  @Option(names = "--quiet", description = "Print warnings only, no table.")
  private boolean quiet;

  @Mixin private EvidenceOptions options = new EvidenceOptions();

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the job within this JVM and returns the exit code. */
  public static int run(String... args) {
    return JobCommand.run(new ReportJob(), args);
  }

  @Override
  public Integer call() throws IOException {
    report();
    return CommandLine.ExitCode.OK;
  }

  private void report() throws IOException {
    ReportPublisher publisher = new ReportPublisher(target(), exports);
    if (isAggregate()) {
      show(publisher, aggregate());
      return;
    }
    if (watch == null) {
      RunInput input = RunInput.read(runs);
      input.warnings().forEach(Terminal::warn);
      try (SparkSession session = SparkContexts.session(NAME)) {
        show(publisher, new RunReporter(session, input, options).report());
      }
      return;
    }
    try (SparkSession session = SparkContexts.session(NAME)) {
      new RunWatcher(runs, Duration.ofSeconds(watch))
          .run(input -> show(publisher, new RunReporter(session, input, options).report()));
    }
  }

  private Report show(ReportPublisher publisher, Report report) throws IOException {
    publisher.publish(report);
    report.gaps().stream().map(Gap::description).forEach(Terminal::warn);
    if (!quiet) {
      Terminal.result(TerminalSummary.render(report));
    }
    return report;
  }

  private Report aggregate() {
    Path file = new Path(runs.get(0));
    try {
      AccuracyTokenCurve curve = AggregateCurves.parse(file.toString(), Storage.readText(file));
      return ReportAssembly.aggregate(file.getName(), curve);
    } catch (IOException e) {
      throw new UserException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private boolean isAggregate() {
    boolean any = runs.stream().anyMatch(run -> run.endsWith(".csv"));
    if (any && (runs.size() > 1 || watch != null)) {
      throw new UserException(
          "Cannot compare or watch aggregate points: " + runs + " (must be run directories)");
    }
    return any;
  }

  private Path target() {
    if (out != null) {
      return new Path(out);
    }
    if (isAggregate()) {
      throw new UserException("Cannot publish the report of " + runs.get(0) + ": --out is missing");
    }
    return new Path(runs.get(0), runs.size() == 1 ? "report" : "comparison");
  }
}
