package org.alphagrid.eval.samplejob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.eval.sample.Release010Samples;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports outside completions with verdicts, some of them false, and grades them again. */
class RegradeJobIT {
  @TempDir Path directory;
  private Path run;

  @BeforeEach
  void importOutsideFile() throws IOException {
    run = directory.resolve("run");
    List<String> lines =
        List.of(
            line(0, "so \\\\boxed{18}", "18", true),
            line(1, "so \\\\boxed{17}", "17", false),
            line(2, "so \\\\boxed{18.0}", "18.0", false),
            line(3, "so \\\\boxed{1800}", "1800", true),
            line(4, "<think>\\\\boxed{18}", "18", true),
            line(5, "<think>\\\\boxed{17}</think> \\\\boxed{18}", "17", false),
            line(6, "nothing", "", false));
    Path file = Files.write(directory.resolve("outside.jsonl"), lines);
    for (int again = 0; again < 2; again++) {
      assertThat(
              JobCommand.run(
                  new ImportJob(),
                  "--format=qwen-math",
                  "--benchmark=gsm8k",
                  "--run=" + run,
                  file.toString()))
          .isZero();
    }
  }

  @Test
  void theNewGradesStandBesideTheOldOnes() throws IOException {
    assertThat(regrade("--extractor=boxed", "--grader=number")).isZero();

    assertThat(scores("samples")).containsExactly(1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0);
    assertThat(scores("grades/0001/samples")).containsExactly(1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0);
    assertThat(rows("grades/0001/samples"))
        .allSatisfy(row -> assertThat(row.getGrader()).isEqualTo("number"));
    assertThat(Files.readAllLines(run.resolve("grades/0001/changes.jsonl"))).hasSize(4);
    assertThat(run.resolve("grades/_inflight")).doesNotExist();
  }

  @Test
  void samplesOfRelease010AreGradedAgain() throws IOException {
    try (var files = Files.newDirectoryStream(run.resolve("samples"), "shard-*.parquet")) {
      for (Path file : files) {
        Release010Samples.rewrite(new org.apache.hadoop.fs.Path(file.toUri()));
      }
    }
    assertThat(regrade("--extractor=boxed", "--grader=number")).isZero();

    assertThat(scores("samples")).containsExactly(1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0);
    assertThat(scores("grades/0001/samples")).containsExactly(1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0);
  }

  @Test
  void everyRegradingGetsItsOwnNumber() throws IOException {
    assertThat(regrade("--extractor=boxed", "--grader=exact")).isZero();
    assertThat(regrade("--extractor=boxed", "--grader=math")).isZero();

    assertThat(scores("grades/0001/samples").get(2)).isZero();
    assertThat(scores("grades/0002/samples").get(2)).isEqualTo(1.0);
  }

  @Test
  void eachBenchmarkMayHaveItsOwnGrader() throws IOException {
    assertThat(regrade("--extractor=boxed", "--grader=exact", "--grader=gsm8k=number")).isZero();
    assertThat(scores("grades/0001/samples").get(2)).isEqualTo(1.0);
    assertThat(regrade("--extractor=boxed", "--grader=exact", "--grader=gsm=number")).isEqualTo(2);
    assertThat(regrade("--extractor=boxed", "--grader=exact", "--grader=math")).isEqualTo(2);
    assertThat(run.resolve("grades/0002")).doesNotExist();
  }

  @Test
  void gradesOfAnotherHarnessNeedNames() {
    assertThat(regrade()).isEqualTo(2);
    assertThat(regrade("--grader=maths", "--extractor=boxed")).isEqualTo(2);
    assertThat(run.resolve("grades/0001")).doesNotExist();
  }

  private int regrade(String... options) {
    List<String> arguments = new ArrayList<>(List.of(run.toString()));
    arguments.addAll(List.of(options));
    return JobCommand.run(new RegradeJob(), arguments.toArray(String[]::new));
  }

  private static String line(int id, String completion, String prediction, boolean score) {
    return ("{\"idx\": %d, \"question\": \"q\", \"gt\": \"18\", \"code\": [\"%s\"],"
            + " \"pred\": [\"%s\"], \"score\": [%s]}")
        .formatted(id, completion, prediction, score);
  }

  private List<Double> scores(String folder) throws IOException {
    TreeMap<String, Double> byProblem = new TreeMap<>();
    for (SampleRow row : rows(folder)) {
      assertThat(byProblem.put(row.getProblem(), row.getScore())).isNull();
    }
    return List.copyOf(byProblem.values());
  }

  private List<SampleRow> rows(String folder) throws IOException {
    List<SampleRow> rows = new ArrayList<>();
    try (var files = Files.newDirectoryStream(run.resolve(folder), "shard-*.parquet")) {
      for (Path file : files) {
        read(file, rows);
      }
    }
    return rows;
  }

  private static void read(Path file, List<SampleRow> rows) throws IOException {
    try (SampleReader reader = new SampleReader(new org.apache.hadoop.fs.Path(file.toUri()))) {
      for (SampleRow row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
  }
}
