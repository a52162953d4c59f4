package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.alphagrid.core.spark.CapturedCommand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SeveralRunsIT {
  private String err = "";

  @TempDir private Path directory;

  @Test
  void runsAreComparedOnTheProblemsTheyShare() throws IOException {
    String first = run("first", 8).toString();
    String second = run("second", 6).toString();

    int exit =
        report(
            first,
            second,
            "--compare",
            "first:linear/alpha=0.80",
            "first:parent/direct",
            "--export",
            "every-eval-ever");

    assertThat(exit).as(errors()).isZero();
    Path published = directory.resolve("first/comparison");
    List<String> curve = Files.readAllLines(published.resolve("curve.csv"));
    assertThat(curve).hasSize(1 + 2 * 29 * 4);
    assertThat(curve)
        .filteredOn(line -> line.contains(",chain-sum,"))
        .allSatisfy(line -> assertThat(line).contains(",chain-sum,6,24,"));
    // 25 models against their twin and one pair asked for; three benchmarks and all.
    List<String> comparisons = Files.readAllLines(published.resolve("comparisons.csv"));
    assertThat(comparisons).hasSize(1 + 26 * 4);
    // Both runs hold the same samples.
    assertThat(comparisons)
        .filteredOn(line -> line.startsWith("all,second:"))
        .allSatisfy(line -> assertThat(line).contains(",18,0.0,0.0,0.0,0.0,"));
    assertThat(comparisons)
        .anySatisfy(line -> assertThat(line).startsWith("all,first:linear/alpha=0.80,first:par"));
    assertThat(published.resolve("report.html"))
        .content()
        .contains("<h1>first and second</h1>", "name=\"run\" value=\"second\"");
    assertRecords(published.resolve("every-eval-ever"));
  }

  @Test
  void pointThatNoRunHasIsNamed() throws IOException {
    assertThat(report(run("one", 2).toString(), "--compare", "parent/direct", "linear/alpha=9"))
        .isEqualTo(2);
    assertThat(errors())
        .startsWith("error: Unknown point 'linear/alpha=9' for --compare; known: [parent/direct, ");
  }

  @Test
  void watchingEndsWhenTheLastPointHasCome() throws Exception {
    Path run = run("growing", 3);
    Path last = run.resolve("samples/shard-slerp-alpha=0.70.parquet");
    Path aside = directory.resolve("aside.parquet");
    Files.move(last, aside);
    Path page = run.resolve("report/report.html");

    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> report(run.toString(), "--watch", "1", "--quiet"));
    while (!Files.exists(page) && !exit.isDone()) {
      Thread.sleep(50);
    }
    assertThat(page).content().contains("Missing point slerp/alpha=0.70: no samples");
    Files.move(aside, last);

    assertThat(exit.get(5, TimeUnit.MINUTES)).as(errors()).isZero();
    assertThat(page).content().doesNotContain("Missing point");
    assertThat(errors()).endsWith("report: complete\n");
  }

  /** The fields that the schema of the collection requires, and no other on top. */
  private static void assertRecords(Path folder) throws IOException {
    assertThat(folder).isDirectoryContaining("glob:**/second_linear_alpha=0.80.json");
    JsonNode record =
        new ObjectMapper().readTree(folder.resolve("second_linear_alpha=0.80.json").toFile());
    assertThat(record.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "schema_version",
            "evaluation_id",
            "evaluation_timestamp",
            "retrieved_timestamp",
            "source_metadata",
            "eval_library",
            "model_info",
            "evaluation_results");
    assertThat(record.path("evaluation_results")).hasSize(3 * 4);
    for (JsonNode result : record.path("evaluation_results")) {
      JsonNode score = result.path("score_details");
      JsonNode interval = score.at("/uncertainty/confidence_interval");
      assertThat(score.path("score").asDouble())
          .isBetween(interval.path("lower").asDouble(), interval.path("upper").asDouble());
      assertThat(result.at("/source_data/source_type").asText()).isEqualTo("other");
      assertThat(result.at("/metric_config/lower_is_better").isBoolean()).isTrue();
    }
  }

  private Path run(String name, int problems) throws IOException {
    Path run = directory.resolve(name);
    SyntheticRun.write(run, problems);
    return run;
  }

  private int report(String... arguments) {
    CapturedCommand command = CapturedCommand.run(new ReportJob(), arguments);
    err += command.err();
    return command.exitCode();
  }

  private String errors() {
    return err;
  }
}
