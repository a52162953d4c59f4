package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.eval.job.EvalJob;
import org.alphagrid.merge.job.MergeJob;
import org.alphagrid.report.job.ReportJob;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs merge, eval and report on the quickstart parents, with executors in JVMs of their own. */
@Tag("slow")
class PipelineIT {
  @TempDir Path directory;
  private Path sweep;

  @BeforeEach
  void useACluster() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    System.setProperty("spark.master", "local-cluster[2,1,1024]");
    System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    System.setProperty("spark.ui.enabled", "false");
    sweep = directory.resolve("sweep.yaml");
    Path parents = QuickstartSweep.parents();
    Files.writeString(
        sweep,
        """
        name: pipeline
        parents: {direct: %1$s/direct, think: %1$s/think, base: %1$s/base}
        merge:
          - {method: linear, alpha: {from: 0, to: 1, step: 0.5}}
          - {method: task_arithmetic, alpha: 0.7, lambda: 0.9}
        eval:
          benchmarks: [chain-sum, choice-sum]
          protocol: quickstart
          problems: 12
          samples: 2
          models: stored
          seed: 3
        """
            .formatted(parents));
  }

  @AfterEach
  void forgetTheCluster() {
    for (String key :
        List.of("spark.master", "spark.executor.extraClassPath", "spark.ui.enabled")) {
      System.clearProperty(key);
    }
  }

  @Test
  void storedAndInMemoryMergesGiveTheSameCurve() throws IOException {
    Path run = directory.resolve("run");
    assertThat(JobCommand.run(new MergeJob(), sweep.toString(), "--run", run.toString())).isZero();
    assertThat(evaluate(run)).isZero();
    assertThat(ReportJob.run(run.toString())).isZero();

    List<Map<String, String>> curve = curve(run);
    // 3 parents, 3 linear points, 1 task vector point; 2 benchmarks and all.
    assertThat(curve).hasSize(7 * 3);
    assertThat(find(curve, "linear/alpha=0.00", "all").get("accuracy"))
        .isEqualTo(find(curve, "parent/direct", "all").get("accuracy"));
    assertThat(find(curve, "linear/alpha=1.00", "all").get("tokens_mean"))
        .isEqualTo(find(curve, "parent/think", "all").get("tokens_mean"));
    double direct = Double.parseDouble(find(curve, "parent/direct", "all").get("tokens_mean"));
    double think = Double.parseDouble(find(curve, "parent/think", "all").get("tokens_mean"));
    assertThat(think).isGreaterThan(3 * direct);
    assertThat(run.resolve("report/report.html")).content().contains("<svg");
    assertThat(run.resolve("report/curve.png")).isNotEmptyFile();
    assertThat(run.resolve("report/curve.parquet")).exists();

    // In one JVM, merged in memory: the same samples to the last token.
    System.setProperty("spark.master", "local[2]");
    Files.writeString(
        sweep, Files.readString(sweep).replace("models: stored", "models: in-memory"));
    Path local = directory.resolve("local");
    assertThat(evaluate(local)).isZero();
    assertThat(ReportJob.run(local.toString())).isZero();
    assertThat(curve(local)).isEqualTo(curve);
  }

  @Test
  void resolvedSweepListsEveryPoint() throws IOException {
    Path run = directory.resolve("run");
    assertThat(JobCommand.run(new MergeJob(), sweep.toString(), "--run", run.toString())).isZero();
    JsonNode resolved =
        new ObjectMapper(new YAMLFactory()).readTree(run.resolve("sweep.yaml").toFile());
    List<String> ids = new ArrayList<>();
    resolved.path("points").forEach(point -> ids.add(point.path("id").asText()));
    assertThat(ids)
        .containsExactly(
            "parent/direct",
            "parent/think",
            "parent/base",
            "linear/alpha=0.00",
            "linear/alpha=0.50",
            "linear/alpha=1.00",
            "task_arithmetic/alpha=0.70,lambda=0.90");
    assertThat(resolved.at("/parents/think/digest").asText()).startsWith("sha256:");
  }

  private int evaluate(Path run) {
    return JobCommand.run(
        new EvalJob(),
        sweep.toString(),
        "--run",
        run.toString(),
        "--conf",
        Launcher.home("conf").toString());
  }

  private static Map<String, String> find(
      List<Map<String, String>> curve, String point, String benchmark) {
    return curve.stream()
        .filter(row -> row.get("point").equals(point) && row.get("benchmark").equals(benchmark))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + point + " on " + benchmark));
  }

  private static List<Map<String, String>> curve(Path run) throws IOException {
    return new RunDirectory(new org.apache.hadoop.fs.Path(run.toUri()), new Configuration())
        .report("curve.csv");
  }
}
