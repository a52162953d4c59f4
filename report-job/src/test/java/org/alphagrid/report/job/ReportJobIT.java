package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.spark.CapturedCommand;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJobIT {
  private String out = "";
  private String err = "";

  @TempDir private Path run;

  @Test
  void wholeRunGivesEveryFileAndATable() throws IOException {
    SyntheticRun.write(run, 20);

    assertThat(report(run.toString())).as(errors()).isZero();

    Path report = run.resolve("report");
    assertThat(names(report))
        .containsExactlyInAnyOrder(
            "curve.csv",
            "curve.parquet",
            "pareto.csv",
            "effects.csv",
            "improvements.csv",
            "summary.md",
            "report.html",
            "curve.png");
    // 29 points on 3 benchmarks and on all.
    assertThat(Files.readAllLines(report.resolve("curve.csv"))).hasSize(1 + 29 * 4);
    assertThat(parquetRows(report.resolve("curve.parquet"))).isEqualTo(29 * 4);
    assertThat(out.lines().takeWhile(line -> !line.isBlank())).hasSize(1 + 29);
    assertThat(out)
        .contains("\nWhich point to use\n  Within ", "tokens per sample: ", "% accuracy or more: ")
        .contains("\nTransitions\n  linear: between α 0.50 and 0.55 ");
    assertThat(errors()).isEmpty();
  }

  @Test
  void alphaZeroAndOneEqualTheParentsExactly() throws IOException {
    SyntheticRun.write(run, 5);
    report(run.toString());

    List<String> lines = Files.readAllLines(run.resolve("report/curve.csv"));
    assertThat(numbers(lines, "linear/alpha=0.00,")).isEqualTo(numbers(lines, "parent/direct,"));
    assertThat(numbers(lines, "slerp/alpha=1.00,")).isEqualTo(numbers(lines, "parent/think,"));
  }

  @Test
  void missingPointIsWarnedAboutAndListed() throws IOException {
    SyntheticRun.write(run, 5);
    Files.delete(run.resolve("samples/shard-linear-alpha=0.35.parquet"));

    assertThat(report(run.toString())).isZero();

    assertThat(errors()).isEqualTo("warning: Missing point linear/alpha=0.35: no samples\n");
    assertThat(out).containsPattern("linear/alpha=0.35 +0.35 +missing");
    assertThat(run.resolve("report/report.html")).content().contains("no samples");
  }

  @Test
  void reportCanGoElsewhere(@TempDir Path elsewhere) throws IOException {
    SyntheticRun.write(run, 5);

    assertThat(report(run.toString(), "--out", elsewhere.resolve("page").toString())).isZero();

    assertThat(elsewhere.resolve("page/report.html")).exists();
    assertThat(run.resolve("report")).doesNotExist();
  }

  @Test
  void goalsComeFromTheCommandLine() throws IOException {
    SyntheticRun.write(run, 5);

    assertThat(report(run.toString(), "--budget", "20", "--price", "2", "--spend", "0.0001"))
        .as(errors())
        .isZero();

    assertThat(out)
        .contains("Within 20.0 tokens per sample: ", "Within 50.0 tokens per sample: ")
        .doesNotContain("accuracy or more");
  }

  @Test
  void priceWithoutSpendIsWrongUsage() {
    assertThat(report(run.toString(), "--price", "2")).isEqualTo(2);
    assertThat(errors()).contains("--spend");
  }

  @Test
  void runWithoutSamplesEndsWithTwoAndOneLine() throws IOException {
    SyntheticRun.write(run, 1);
    try (Stream<Path> shards = Files.list(run.resolve("samples"))) {
      for (Path shard : shards.toList()) {
        Files.delete(shard);
      }
    }

    assertThat(report(run.toString())).isEqualTo(2);
    assertThat(errors()).startsWith("error: No samples in ").hasLineCount(1);
  }

  @Test
  void directoryThatIsNoRunEndsWithTwoAndOneLine() {
    assertThat(report(run.toString())).isEqualTo(2);
    assertThat(errors()).startsWith("error: Cannot read ").hasLineCount(1);
  }

  @Test
  void wrongUsageEndsWithTwo() {
    assertThat(report(run.toString(), "--colour")).isEqualTo(2);
    assertThat(errors()).contains("error: Unknown option: '--colour'", "Usage: report");
  }

  @Test
  void helpListsTheExitCodes() {
    assertThat(report("--help")).isZero();
    assertThat(out).contains("2   wrong usage, or the run cannot be reported on");
  }

  private int report(String... arguments) {
    CapturedCommand command = CapturedCommand.run(new ReportJob(), arguments);
    out += command.out();
    err += command.err();
    return command.exitCode();
  }

  private String errors() {
    return err;
  }

  private static List<String> numbers(List<String> lines, String point) {
    return lines.stream()
        .filter(line -> line.startsWith(point))
        .map(line -> line.substring(line.indexOf(",", line.indexOf("parent/", point.length()))))
        .toList();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static long parquetRows(Path file) throws IOException {
    var input =
        HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      return reader.getRecordCount();
    }
  }
}
