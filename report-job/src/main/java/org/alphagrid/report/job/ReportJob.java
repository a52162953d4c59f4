package org.alphagrid.report.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.Gap;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.table.AggregateCurves;
import org.alphagrid.report.terminal.TerminalSummary;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the sample table of a run and publishes its report. */
@Command(
    name = "report",
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

  @Mixin
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  private JobLine line = new JobLine();

  @Option(names = "--quiet", description = "Print warnings only, no table.")
  private boolean quiet;

  @Mixin private EvidenceOptions options = new EvidenceOptions();

  private final ReportTerminal terminal;

  ReportJob(ReportTerminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** The job within this JVM; returns the exit code. */
  public static int run(String... args) {
    return execute(ReportTerminal.standard(), args);
  }

  static int execute(ReportTerminal terminal, String... args) {
    return JobLine.execute(new ReportJob(terminal), terminal, args);
  }

  @Override
  public Integer call() throws IOException {
    try {
      report();
      return CommandLine.ExitCode.OK;
    } catch (UserException e) {
      terminal.error(e.getMessage());
      return JobLine.WRONG_INPUT;
    }
  }

  private void report() throws IOException {
    SparkConf spark = SparkSettings.load();
    Configuration hadoop = SparkSettings.hadoop(spark);
    ReportPublisher publisher = new ReportPublisher(target(), exports, hadoop, terminal);
    if (isAggregate()) {
      show(publisher, aggregate(hadoop));
      return;
    }
    if (watch == null) {
      RunInput input = RunInput.read(runs, hadoop);
      input.warnings().forEach(terminal::warning);
      try (SparkSession session = SparkSession.builder().config(spark).getOrCreate()) {
        show(publisher, new RunReporter(session, input, options).report());
      }
      return;
    }
    try (SparkSession session = SparkSession.builder().config(spark).getOrCreate()) {
      new RunWatcher(runs, Duration.ofSeconds(watch), hadoop, terminal)
          .run(input -> show(publisher, new RunReporter(session, input, options).report()));
    }
  }

  private Report show(ReportPublisher publisher, Report report) throws IOException {
    publisher.publish(report);
    report.gaps().stream().map(Gap::description).forEach(terminal::warning);
    if (!quiet) {
      terminal.result(TerminalSummary.render(report));
    }
    return report;
  }

  private Report aggregate(Configuration hadoop) {
    Path file = new Path(runs.get(0));
    try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
      String text = new String(stream.readAllBytes(), UTF_8);
      AccuracyTokenCurve curve = AggregateCurves.parse(file.toString(), text);
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
