package org.alphagrid.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.bench.ProcessMemory;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.report.job.ReportJob;
import org.alphagrid.report.table.SampleTable;
import org.alphagrid.report.table.SampleTotals;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the report on synthetic samples, against a plain scan of the same files. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a synthetic sample table, aggregates it, reports on it, and prints rows per second,",
      "the peak memory and the ratio to a plain scan of the same files."
    })
public final class ReportBench implements Callable<Integer> {
  private static final int SCANS = 2;

  @Parameters(paramLabel = "<directory>", description = "Scratch directory; must not exist.")
  private Path directory;

  @Option(names = "--points", description = "Models; default: ${DEFAULT-VALUE}.")
  private int points = 500;

  @Option(names = "--problems", description = "Problems; default: ${DEFAULT-VALUE}.")
  private int problems = 500;

  @Option(names = "--samples", description = "Samples per problem; default: ${DEFAULT-VALUE}.")
  private int samples = 40;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(directory)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Cannot write to " + directory + ": it exists");
    }
    SyntheticTable table = new SyntheticTable(points, problems, samples);
    Path shards = Files.createDirectories(directory.resolve("samples"));
    Files.writeString(directory.resolve("sweep.yaml"), table.sweep());
    var samplesPath = new org.apache.hadoop.fs.Path(shards.toUri());
    double write = seconds(() -> table.write(samplesPath));
    BenchOutput.say("wrote %,d rows in %.1f s", table.rows(), write);
    measure(table, samplesPath);
    double report = seconds(() -> require(ReportJob.run("--quiet", directory.toString())));
    BenchOutput.say("whole report, Spark's start included: %.1f s", report);
    BenchOutput.say("page: %,d bytes", Files.size(directory.resolve("report/report.html")));
    BenchOutput.say("peak memory of this process: %s", ProcessMemory.peakText());
    return CommandLine.ExitCode.OK;
  }

  private void measure(SyntheticTable table, org.apache.hadoop.fs.Path shards) throws IOException {
    try (SparkSession spark = SparkContexts.session("alphagrid bench report")) {
      double scan = Double.POSITIVE_INFINITY;
      for (int i = 0; i < SCANS; i++) {
        scan = Math.min(scan, seconds(() -> scan(spark, shards)));
      }
      long[] cells = new long[1];
      double sums = seconds(() -> cells[0] = totals(spark, shards).tallies().size());
      BenchOutput.say("plain scan of the columns: %.1f s, %,.0f rows/s", scan, table.rows() / scan);
      BenchOutput.say(
          "aggregated to %,d cells: %.1f s, %,.0f rows/s, %.1f x a plain scan",
          cells[0], sums, table.rows() / sums, sums / scan);
    }
  }

  /** Reads every value of every column and keeps a hash of each row. */
  private static void scan(SparkSession spark, org.apache.hadoop.fs.Path shards) {
    spark
        .read()
        .parquet(shards.toString())
        .selectExpr("xxhash64(*) AS hash")
        .agg(functions.expr("bit_xor(hash)"))
        .collectAsList();
  }

  private static SampleTotals totals(SparkSession spark, org.apache.hadoop.fs.Path shards) {
    return new SampleTable(spark, shards).totals();
  }

  private static void require(int exitCode) {
    if (exitCode != 0) {
      throw new IllegalStateException("The report ended with exit code " + exitCode);
    }
  }

  private static double seconds(Runnable work) {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }
}
