package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves: its rows. */
class EvalJobIT {
  @TempDir Path directory;
  private TinySweep sweep;
  private Path run;

  @BeforeEach
  void writeSweep() throws IOException {
    sweep = new TinySweep(directory);
    run = directory.resolve("run");
  }

  @Test
  void everySampleHasOneRowAndARerunGeneratesNothing() throws IOException {
    assertThat(sweep.eval(run)).isZero();
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 2);
    assertThat(TinySweep.byCell(rows)).hasSize(rows.size());
    assertThat(rows).extracting(SampleRow::getContentKey).doesNotHaveDuplicates();
    assertThat(rows).extracting(SampleRow::getSeed).doesNotHaveDuplicates();
    assertThat(rows.stream().map(SampleRow::getPoint).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "parent/direct", "parent/think", "linear/alpha=0.50", "slerp/alpha=0.25");
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getCompletionTokens())
                  .isEqualTo(row.getThinkingTokens() + row.getAnswerTokens())
                  .isBetween(1, 24);
              assertThat(row.getError()).isNull();
              assertThat(row.getFinishReason()).isIn("stop", "length");
            });
    assertThat(run.resolve("samples/_inflight")).doesNotExist();

    for (Path shard : TinySweep.shards(run)) {
      Files.setLastModifiedTime(shard, FileTime.fromMillis(1000));
    }
    assertThat(sweep.eval(run)).isZero();
    for (Path shard : TinySweep.shards(run)) {
      assertThat(Files.getLastModifiedTime(shard)).isEqualTo(FileTime.fromMillis(1000));
    }
  }

  @Test
  void storedModelsGiveTheRowsOfModelsMergedInMemory() throws IOException {
    assertThat(sweep.eval(run)).isZero();
    sweep.edit(sweep.file(), "models: in-memory", "models: stored");
    Path stored = directory.resolve("stored");
    sweep.refuses(stored, 2, "it is not stored in", "run the merge job first");
    assertThat(sweep.merge(stored)).isZero();
    assertThat(sweep.eval(stored)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(stored)))
        .isEqualTo(TinySweep.byCell(TinySweep.rows(run)));
  }

  @Test
  void aQuestionAboutThinkTagsIsNoThought() throws IOException {
    sweep.edit(sweep.problemFile(), "2+1=?", "2+1=? <think>");
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.rows(run))
        .filteredOn(row -> !row.getCompletion().contains("think>"))
        .hasSizeGreaterThan(TinySweep.MODELS * TinySweep.PROBLEMS)
        .allSatisfy(
            row -> {
              assertThat(row.getThought()).isFalse();
              assertThat(row.getThinkingTokens()).isZero();
              assertThat(row.getExtraction()).isNotEqualTo("unclosed-thought");
            });
  }

  @Test
  void shuffledOptionsAreTheSameForEveryModelAndVotesNameTheOption() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      lines.append(
          "{\"id\":\"p%d\",\"question\":\"%d?\",\"c\":[\"1\",\"2\",\"3\",\"4\"],\"answer\":\"A\"}\n"
              .formatted(i, i));
    }
    Files.writeString(sweep.problemFile(), lines);
    Path benchmark = sweep.conf().resolve("benchmarks/tiny.yaml");
    sweep.edit(benchmark, "answer: answer}", "answer: answer, choices: c, cluster: id}");
    sweep.edit(benchmark, "\"{question}\"", "\"{question} {choices}\"\nshuffleChoices: true");
    sweep.edit(benchmark, "extractor: boxed", "extractor: choice-letter");
    sweep.edit(benchmark, "grader: integer", "grader: choice\nsamples: 4");
    sweep.edit(sweep.file(), "  samples: 2\n", "");
    assertThat(sweep.eval(run)).isZero();
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(TinySweep.MODELS * 3 * 4);
    Map<String, Set<String>> orders = new TreeMap<>();
    for (SampleRow row : rows) {
      String cell = row.getProblem() + "/" + row.getSample();
      orders.computeIfAbsent(cell, k -> new HashSet<>()).add(row.getChoiceOrder());
      int place = row.getReference().charAt(0) - 'A';
      assertThat(row.getChoices().get(place)).isEqualTo("1");
      assertThat(row.getChoiceOrder().split(",")[place]).isEqualTo("0");
      assertThat(row.getCluster()).isEqualTo(row.getProblem());
    }
    assertThat(orders.values()).allMatch(found -> found.size() == 1);
    assertThat(orders.values().stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void hiddenTextIsNowhereInTheRows() throws IOException {
    Path benchmark = sweep.conf().resolve("benchmarks/tiny.yaml");
    sweep.edit(benchmark, "extractor: boxed", "text: hidden\nextractor: whole-answer");
    sweep.edit(benchmark, "grader: integer", "grader: exact");
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.rows(run))
        .anySatisfy(row -> assertThat(row.getExtracted()).startsWith("sha256:"))
        .allSatisfy(
            row -> {
              assertThat(row.getCompletion()).isNull();
              assertThat(row.getQuestion()).isNull();
              assertThat(row.getAnswerStart()).isNull();
              if (row.getExtracted() != null && row.getExtracted().length() > 20) {
                assertThat(row.getExtracted()).startsWith("sha256:").isEqualTo(row.getVote());
              }
            });
  }

  @Test
  void parentsHaveProtocolsOfTheirOwnOnlyWhenAsked() throws IOException {
    Files.writeString(
        sweep.conf().resolve("protocols/other.yaml"),
        Files.readString(sweep.conf().resolve("protocols/tiny.yaml"))
            .replace("name: tiny", "name: other")
            .replace("maxTokens: 24", "maxTokens: 7"));
    sweep.edit(sweep.file(), "protocol: tiny", "protocols: {direct: other, think: tiny}");
    sweep.refuses(run, 2, "Missing required key 'merged' (at 'eval.protocols' in");
    sweep.edit(sweep.file(), "think: tiny}", "think: tiny, merged: tiny}");
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.rows(run))
        .hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 2)
        .allSatisfy(
            row -> {
              boolean direct = row.getPoint().equals("parent/direct");
              assertThat(row.getProtocol()).isEqualTo(direct ? "other" : "tiny");
              assertThat(row.getMaxTokens()).isEqualTo(direct ? 7 : 24);
              assertThat(row.getCompletionTokens()).isLessThanOrEqualTo(row.getMaxTokens());
              assertThat(run.resolve("rendering/" + row.getRenderingDigest() + ".json"))
                  .content()
                  .contains("\"maxTokens\" : " + row.getMaxTokens(), "\"template\" : \"");
            });
    assertThat(run.resolve("sweep.yaml"))
        .content()
        .contains("protocol: \"direct: other, think: tiny, merged: tiny\"");
    sweep.edit(sweep.file(), "protocols:", "protocol: tiny\n  protocols:");
    sweep.refuses(
        run, 2, "Invalid eval.protocols", "must be left out where eval.protocol is given");
  }
}
