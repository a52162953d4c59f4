package org.alphagrid.eval.samplejob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The planted traps of {@code conf/benchmarks/data}, imported and graded as a user would. */
class TrapsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void everyTrapIsGradedAsPlanned() throws IOException {
    Map<String, SampleRow> rows = new HashMap<>();
    graded().forEach(row -> rows.put(row.getProblem() + "/" + row.getSample(), row));
    List<JsonNode> expected = lines(data("traps-expected.jsonl"));

    assertThat(rows).hasSize(expected.size());
    for (JsonNode trap : expected) {
      SampleRow row = rows.get(trap.get("problem").asText() + "/" + trap.get("sample").asInt());
      assertThat(row.getScore()).as("%s", trap).isEqualTo(trap.get("score").doubleValue());
      assertThat(row.getExtraction()).as("%s", trap).isEqualTo(trap.get("extraction").asText());
      assertThat(row.getExtracted()).as("%s", trap).isEqualTo(trap.get("extracted").textValue());
    }
    assertThat(expected.stream().map(trap -> trap.get("trap").asText()).collect(Collectors.toSet()))
        .contains(
            "truncation",
            "unclosed-thought",
            "decoy-in-thought",
            "several-boxes",
            "duplicates",
            "ties");
  }

  @Test
  void theRatesShowThem() throws IOException {
    List<SampleRow> rows = graded();

    assertThat(rows).hasSize(44);
    assertThat(rows.stream().mapToDouble(SampleRow::getScore).sum()).isEqualTo(22);
    assertThat(count(rows, row -> row.getFinishReason().equals("length"))).isEqualTo(4);
    assertThat(count(rows, row -> row.getThought() && !row.getThinkClosed())).isEqualTo(3);
    assertThat(count(rows, row -> row.getExtraction().equals("none"))).isEqualTo(10);
    assertThat(count(rows, row -> row.getFinishReason().equals("error"))).isEqualTo(1);
  }

  @Test
  void equalAnswersVoteAlikeAndTiesStayTies() throws IOException {
    Map<String, Map<String, Long>> votes =
        graded().stream()
            .filter(row -> row.getVote() != null)
            .collect(
                Collectors.groupingBy(
                    SampleRow::getProblem,
                    Collectors.groupingBy(
                        SampleRow::getVote, TreeMap::new, Collectors.counting())));

    assertThat(votes.get("t07")).isEqualTo(Map.of("5", 2L, "6", 2L));
    assertThat(votes.get("t08")).isEqualTo(Map.of("1/2", 2L, "2", 1L));
    assertThat(votes.get("t05")).isEqualTo(Map.of("36", 4L));
    assertThat(votes).doesNotContainKey("t09");
  }

  @Test
  void aSampleGivenTwiceIsRefused() throws IOException {
    Path twice = directory.resolve("twice.jsonl");
    Files.copy(data("traps-completions.jsonl"), twice);
    String first = Files.readAllLines(twice).get(0);
    Files.writeString(twice, first + "\n", StandardOpenOption.APPEND);

    assertThat(importing(twice)).isEqualTo(2);
    assertThat(directory.resolve("run/samples")).doesNotExist();
  }

  private List<SampleRow> graded() throws IOException {
    Path run = directory.resolve("run");
    assertThat(importing(data("traps-completions.jsonl"))).isZero();
    assertThat(
            JobCommand.run(new RegradeJob(), run.toString(), "--extractor=boxed", "--grader=math"))
        .isZero();
    List<SampleRow> rows = new ArrayList<>();
    try (Stream<Path> shards = Files.list(run.resolve("grades/0001/samples"))) {
      for (Path shard : shards.collect(Collectors.toCollection(TreeSet::new))) {
        try (SampleReader reader = new SampleReader(new org.apache.hadoop.fs.Path(shard.toUri()))) {
          for (SampleRow row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
          }
        }
      }
    }
    Set<String> keys = rows.stream().map(SampleRow::getContentKey).collect(Collectors.toSet());
    assertThat(keys).hasSameSizeAs(rows);
    return rows;
  }

  private int importing(Path file) {
    return JobCommand.run(
        new ImportJob(),
        "--format=completions",
        "--benchmark=traps",
        "--run=" + directory.resolve("run"),
        file.toString());
  }

  private static long count(List<SampleRow> rows, Predicate<SampleRow> rule) {
    return rows.stream().filter(rule).count();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static Path data(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("conf/benchmarks"))) {
      folder = folder.getParent();
    }
    return folder.resolve("conf/benchmarks/data").resolve(name);
  }
}
