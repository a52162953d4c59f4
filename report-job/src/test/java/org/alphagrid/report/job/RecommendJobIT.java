package org.alphagrid.report.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.report.table.SampleShard;
import org.alphagrid.report.table.SampleShard.Sample;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose transition rises with the distance of their parents. */
@Tag("slow")
class RecommendJobIT {
  private static final StructType ROLES =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("from", DataTypes.StringType)
          .add("to", DataTypes.StringType)
          .add("from_norm", DataTypes.DoubleType)
          .add("to_norm", DataTypes.DoubleType)
          .add("distance", DataTypes.DoubleType)
          .add("cosine", DataTypes.DoubleType)
          .add("equal_share", DataTypes.DoubleType)
          .add("task_cosine", DataTypes.DoubleType);

  @TempDir Path directory;

  private String out = "";
  private String err = "";

  @Test
  void fiveRunsPredictASixthAndOneDoesNot() throws IOException {
    List<String> runs = new ArrayList<>();
    try (SparkSession spark = SparkContexts.session("test")) {
      for (int i = 0; i < 5; i++) {
        Path run = directory.resolve("run" + i);
        writeRun(run, i);
        inspect(spark, run.resolve("inspection"), Math.exp(i));
        runs.add(run.toString());
      }
      inspect(spark, directory.resolve("pair"), Math.exp(2.5));
    }

    assertThat(recommend(runs, "--benchmark", "sums")).isZero();
    assertThat(out)
        .contains("5 earlier runs of 5 pairs with a transition")
        .contains("Transition: half of the samples think from alpha 0.5")
        .contains("from the weights")
        .contains("Try first: alpha ")
        .contains("Left out one by one, with all runs of its pair:")
        .contains("/run4: predicted ")
        .contains("Method: not enough runs");

    out = "";
    assertThat(recommend(runs.subList(0, 1))).isZero();
    assertThat(out)
        .contains("Transition: not enough runs. An interval of 80 % takes 4 pairs of parents");

    out = "";
    assertThat(recommend(runs, "--benchmark", "chess")).isZero();
    assertThat(err).contains("Left out run " + runs.get(0) + ": it has [sums], asked for [chess]");
    assertThat(out).contains("there are 0");
  }

  @Test
  void runsWithoutAnInspectionAreListedAndCannotBeUsed() throws IOException {
    Path run = directory.resolve("plain");
    writeRun(run, 1);
    try (SparkSession spark = SparkContexts.session("test")) {
      inspect(spark, directory.resolve("pair"), 1);
    }

    assertThat(execute("--list-uninspected", "--runs", run.toString())).isZero();
    assertThat(out).isEqualTo(run + "\tmodels/direct\tmodels/think\t-\n");

    assertThat(recommend(List.of(run.toString()))).isEqualTo(2);
    assertThat(err)
        .contains("error: Missing ")
        .contains("/plain/inspection/roles.parquet (written by inspect --direct DIR --think DIR");
  }

  @Test
  void wrongUsageIsExplained() {
    assertThat(execute("--runs", "x")).isEqualTo(2);
    assertThat(err).contains("error: Missing --pair-inspection: which parents is it about?");
    assertThat(execute("--pair-inspection", "x", "--level", "2")).isEqualTo(2);
    assertThat(err).contains("error: Invalid --level: 2.0 (must be between 0 and 1)");
    assertThat(execute("--pair-inspection", "x", "--budget", "0")).isEqualTo(2);
    assertThat(err).contains("error: Invalid --budget: 0.0 (must be more than 0 tokens)");
  }

  private int recommend(List<String> runs, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--pair-inspection", directory.resolve("pair").toString(), "--runs"));
    arguments.addAll(runs);
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CapturedCommand command = CapturedCommand.run(new RecommendJob(), arguments);
    out += command.out();
    err += command.err();
    return command.exitCode();
  }

  /** Thinks from alpha 0.3 + 0.1 i on: a quarter before, three quarters after. */
  private static void writeRun(Path run, int i) throws IOException {
    Files.createDirectories(run.resolve("samples"));
    List<String> points = new ArrayList<>();
    SampleShard shard = new SampleShard();
    for (int step = 0; step <= 10; step++) {
      String alpha = String.format(Locale.ROOT, "%.2f", step / 10.0);
      String id =
          step == 0 ? "parent/direct" : step == 10 ? "parent/think" : "linear/alpha=" + alpha;
      String method = step % 10 == 0 ? "parent" : "linear";
      points.add(
          "{id: %s, method: %s, alpha: \"%s\", model: %s, parameters: {}}"
              .formatted(id, method, alpha, id));
      for (int problem = 0; problem < 4; problem++) {
        boolean thinks = step < 3 + i ? problem == 0 : step > 3 + i ? problem != 0 : problem < 2;
        for (int sample = 0; sample < 2; sample++) {
          shard.add(
              new Sample(id, "sums", "p" + problem, sample, thinks ? 1 : 0, thinks ? 30 : 0, 5),
              row -> {});
        }
      }
    }
    shard.write(run.resolve("samples").resolve("shard-all.parquet"));
    Files.writeString(
        run.resolve("sweep.yaml"),
        """
        name: run%d
        parents:
          direct: {path: models/direct, digest: "sha256:d%d"}
          think: {path: models/think, digest: "sha256:7%d"}
        points:
          - %s
        eval: {benchmarks: [sums], protocol: greedy, samples: 2, seed: 1}
        """
            .formatted(i, i, i, String.join("\n  - ", points)),
        UTF_8);
  }

  private static void inspect(SparkSession spark, Path folder, double distance) throws IOException {
    Files.createDirectories(folder);
    List<Row> rows =
        List.of(
            RowFactory.create(
                "attention", "direct", "think", 2.0, 3.0, 2 * distance, 0.9, 0.1, null),
            // Of no concern: another pair.
            RowFactory.create("attention", "direct", "base", 2.0, 3.0, 9.0, 0.2, 0.3, null),
            RowFactory.create(
                "norm", "think", "direct", 5.0, 1.0, 0.01 * distance, 0.99, 0.5, null));
    Path parts = folder.resolve("parts");
    spark.createDataFrame(rows, ROLES).coalesce(1).write().parquet(parts.toUri().toString());
    try (var files = Files.list(parts)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, folder.resolve("roles.parquet"));
    }
  }
}
