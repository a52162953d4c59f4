package org.alphagrid.eval.samplejob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.eval.generate.tokenizer.ByteTokenizer;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another harness become the points of a run. */
class ImportJobIT {
  private static final String LINE =
      "{\"idx\": %d, \"question\": \"q\", \"gt\": \"18\", \"code\": [\"<think>%s</think>18\", \"18\"],"
          + " \"pred\": [\"18\", \"18\"], \"score\": [true, true]}%n";

  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void writeFiles() throws IOException {
    run = directory.resolve("run");
    int thought = 1;
    for (String name : List.of("direct", "lerp0.3", "ties", "think")) {
      Files.writeString(
          directory.resolve(name + ".jsonl"),
          LINE.formatted(0, "a".repeat(thought)) + LINE.formatted(1, "b".repeat(thought)));
      thought++;
    }
    Files.writeString(
        directory.resolve("points.csv"),
        """
        file,parent,method,alpha,parameters
        direct.jsonl,direct,,,
        think.jsonl,think,,,
        lerp0.3.jsonl,,linear,0.3,
        ties.jsonl,,ties,0.50,density=0.2;normalize=true
        """);
    new ByteTokenizer().special("<|end|>", 256).write(directory);
  }

  @Test
  void filesBecomePointsOfARun() throws IOException {
    assertThat(importFiles("direct", "lerp0.3", "ties", "think").exitCode()).isZero();
    assertThat(rows()).hasSize(16).allSatisfy(row -> assertThat(row.getScore()).isEqualTo(1));
    Map<String, SampleRow> first =
        rows().stream()
            .filter(row -> row.getProblem().equals("0") && row.getSample() == 0)
            .collect(Collectors.toMap(SampleRow::getPoint, row -> row));
    assertThat(first)
        .containsOnlyKeys(
            "parent/direct",
            "parent/think",
            "linear/alpha=0.3",
            "ties/alpha=0.50,density=0.2,normalize=true");
    assertThat(first.get("linear/alpha=0.3").getAlpha()).isEqualTo(0.3);
    assertThat(first.get("parent/think").getAlpha()).isNull();
    // Each byte is a token: 15 of the tags, and the thought.
    assertThat(first.get("parent/think").getThinkingTokens()).isEqualTo(19);
    ConfigNode sweep = sweep();
    assertThat(sweep.required("points").items().stream().map(p -> p.required("id").text()))
        .containsExactlyElementsOf(
            List.of(
                "parent/direct",
                "linear/alpha=0.3",
                "ties/alpha=0.50,density=0.2,normalize=true",
                "parent/think"));
    assertThat(sweep.required("eval").required("samples").integer(1, 9)).isEqualTo(2);
    assertThat(sweep.required("parents").entries()).containsOnlyKeys("direct", "think");
  }

  @Test
  void anotherImportAddsItsPoints() throws IOException {
    assertThat(importFiles("direct", "think").exitCode()).isZero();
    assertThat(importFiles("direct", "lerp0.3").err()).contains("imported already");
    assertThat(sweep().required("points").items()).hasSize(3);
    assertThat(sweep().required("eval").required("benchmarks").items()).hasSize(1);
    assertThat(rows()).hasSize(12);
  }

  @Test
  void tableOfASweepStays() throws IOException {
    Files.createDirectories(run);
    Path sweep = Files.writeString(run.resolve("sweep.yaml"), "name: ours\n");
    assertThat(importFiles("direct").err()).contains("is the run of a sweep");
    assertThat(sweep).hasContent("name: ours\n");
  }

  @Test
  void wrongTableIsRefusedBeforeAnythingIsWritten() throws IOException {
    refuses("file,model\n", "Unknown column 'model'");
    refuses(
        "file,parent,method\ndirect.jsonl,direct,linear\n", "row 1", "either a parent or a method");
    refuses(
        "file,parent\ndirect.jsonl,dircet\n", "Unknown parent 'dircet'; did you mean 'direct'?");
    refuses("file,method,alpha\ndirect.jsonl,linear,half\n", "alpha is 'half'");
    refuses("file,method,parameters\ndirect.jsonl,ties,density\n", "parameters are 'density'");
    refuses("file,parent\ndirekt.jsonl,direct\n", "Unknown file 'direct.jsonl'");
    refuses("file,parent\ndirect.jsonl,direct\ndirect.jsonl,think\n", "has a row already");
  }

  private void refuses(String table, String... parts) throws IOException {
    Files.writeString(directory.resolve("points.csv"), table);
    CapturedCommand said = importFiles("direct");
    assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
    assertThat(said.err()).contains(parts);
    assertThat(run).doesNotExist();
  }

  private CapturedCommand importFiles(String... names) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--format", "qwen-math", "--benchmark", "sums", "--run", run.toString()));
    arguments.addAll(List.of("--points", directory.resolve("points.csv").toString()));
    arguments.addAll(List.of("--tokenizer", directory.resolve("tokenizer.json").toString()));
    for (String name : names) {
      arguments.add(directory.resolve(name + ".jsonl").toString());
    }
    return CapturedCommand.run(new ImportJob(), arguments.toArray(String[]::new));
  }

  private ConfigNode sweep() throws IOException {
    return ConfigNode.parse("sweep.yaml", Files.readString(run.resolve("sweep.yaml")));
  }

  private List<SampleRow> rows() throws IOException {
    List<SampleRow> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(run.resolve("samples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        try (SampleReader reader = new SampleReader(new org.apache.hadoop.fs.Path(file.toUri()))) {
          for (SampleRow row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }
}
