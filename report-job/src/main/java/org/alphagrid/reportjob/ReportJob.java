package org.alphagrid.reportjob;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.report.curve.Gap;
import org.alphagrid.report.render.CurveCsv;
import org.alphagrid.report.render.CurveParquet;
import org.alphagrid.report.render.CurvePng;
import org.alphagrid.report.render.HtmlReport;
import org.alphagrid.report.render.MarkdownSummary;
import org.alphagrid.report.render.ParetoCsv;
import org.alphagrid.report.render.Renderer;
import org.alphagrid.report.render.Report;
import org.alphagrid.report.render.ReportFile;
import org.alphagrid.report.render.TerminalSummary;
import org.alphagrid.report.render.UndrawableException;
import org.alphagrid.report.table.AggregateCurves;
import org.alphagrid.report.table.SampleTable;
import org.alphagrid.report.table.SampleTotals;
import org.alphagrid.report.table.UnusableTableException;
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
    description = "Writes curve, Pareto front, page and picture of a run, and prints a table.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is published",
      "1:unexpected failure",
      "2:wrong usage, or the run cannot be reported on; the message says why"
    })
public final class ReportJob implements Callable<Integer> {
  private static final int WRONG_INPUT = 2;

  private static final List<Renderer> RENDERERS =
      List.of(
          new CurveCsv(),
          new CurveParquet(),
          new ParetoCsv(),
          new MarkdownSummary(),
          new HtmlReport(),
          new CurvePng());

  @Parameters(
      paramLabel = "<run>",
      description = {
        "Run directory on any Hadoop file system,",
        "or a .csv file of aggregate points, with --out."
      })
  private String run;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      description = "Where to publish; default: <run>/report.")
  private String out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  private boolean help;

  @Option(names = "--quiet", description = "Print warnings only, no table.")
  private boolean quiet;

  @Mixin private EvidenceOptions options = new EvidenceOptions();

  private final Terminal terminal;

  ReportJob(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** The job within this JVM; returns the exit code. */
  public static int run(String... args) {
    return execute(Terminal.standard(), args);
  }

  static int execute(Terminal terminal, String... args) {
    return new CommandLine(new ReportJob(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setParameterExceptionHandler(ReportJob::explainUsage)
        .execute(args);
  }

  @Override
  public Integer call() throws IOException {
    try {
      report(SparkSettings.load());
      return CommandLine.ExitCode.OK;
    } catch (InvalidSweepException | UnusableTableException e) {
      terminal.error(e.getMessage());
      return WRONG_INPUT;
    }
  }

  private void report(SparkConf spark) throws IOException {
    Configuration hadoop = SparkSettings.hadoop(spark);
    Report report = run.endsWith(".csv") ? aggregate(hadoop) : sampled(spark, hadoop);
    publish(report, target(), hadoop);
    report.curve().gaps().stream().map(Gap::description).forEach(terminal::warning);
    if (!quiet) {
      terminal.result(TerminalSummary.render(report));
    }
  }

  private Report sampled(SparkConf spark, Configuration hadoop) throws IOException {
    Path directory = new Path(run);
    ResolvedSweep sweep = SweepReader.read(new Path(directory, "sweep.yaml"), hadoop);
    try (SparkSession session = SparkSession.builder().config(spark).getOrCreate()) {
      SampleTotals data = new SampleTable(session, new Path(directory, "samples")).totals();
      return ReportAssembly.report(sweep, data, options);
    }
  }

  private Report aggregate(Configuration hadoop) {
    Path file = new Path(run);
    try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
      String text = new String(stream.readAllBytes(), UTF_8);
      return ReportAssembly.aggregate(file.getName(), AggregateCurves.parse(run, text));
    } catch (IOException e) {
      throw new UnusableTableException("Cannot read %s: %s".formatted(run, e.getMessage()), e);
    }
  }

  private Path target() {
    if (out != null) {
      return new Path(out);
    }
    if (run.endsWith(".csv")) {
      throw new UnusableTableException(
          "Cannot publish the report of " + run + ": --out is missing");
    }
    return new Path(run, "report");
  }

  private void publish(Report report, Path directory, Configuration hadoop) throws IOException {
    List<ReportFile> files = new ArrayList<>();
    for (Renderer renderer : RENDERERS) {
      try {
        files.add(renderer.render(report));
      } catch (UndrawableException e) {
        // A picture is worth less than the report it belongs to.
        terminal.warning(e.getMessage());
      }
    }
    ReportDirectory target = new ReportDirectory(directory, hadoop);
    for (ReportFile file : files) {
      target.publish(file);
    }
  }

  private static int explainUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("error: " + e.getMessage());
    command.usage(command.getErr());
    return WRONG_INPUT;
  }
}
