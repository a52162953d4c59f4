package org.alphagrid.evaljob;

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
import org.alphagrid.sample.SampleRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    refuses(stored, 2, "it is not stored in", "run the merge job first");
    assertThat(sweep.merge(stored)).isZero();
    assertThat(sweep.eval(stored)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(stored)))
        .isEqualTo(TinySweep.byCell(TinySweep.rows(run)));
  }

  @Test
  void moreSamplesAndPointsGenerateOnlyWhatIsNew() throws IOException {
    assertThat(sweep.eval(run)).isZero();
    Map<String, String> before = TinySweep.byCell(TinySweep.rows(run));
    Set<Path> shards = new HashSet<>(TinySweep.shards(run));
    for (Path shard : shards) {
      Files.setLastModifiedTime(shard, FileTime.fromMillis(1000));
    }
    sweep.edit(sweep.file(), "samples: 2", "samples: 4");
    sweep.edit(sweep.file(), "alpha: [0.25]", "alpha: [0.25, 0.75]");
    assertThat(sweep.eval(run)).isZero();
    Map<String, String> after = TinySweep.byCell(TinySweep.rows(run));
    assertThat(after)
        .hasSize((TinySweep.MODELS + 1) * TinySweep.PROBLEMS * 4)
        .containsAllEntriesOf(before);
    for (Path shard : shards) {
      assertThat(Files.getLastModifiedTime(shard)).isEqualTo(FileTime.fromMillis(1000));
    }
  }

  /** Data files often go from easy to hard: part of an exam should be a random part. */
  @Test
  void aShuffledOrderTakesOtherProblemsFirstAndGivesTheSameSamples() throws IOException {
    assertThat(sweep.eval(run)).isZero();
    sweep.edit(sweep.file(), "samples: 2", "samples: 2\n  order: shuffled\n  problems: 3");
    Path part = directory.resolve("part");
    assertThat(sweep.eval(part)).isZero();
    Map<String, String> all = TinySweep.byCell(TinySweep.rows(run));
    Map<String, String> some = TinySweep.byCell(TinySweep.rows(part));
    assertThat(all).containsAllEntriesOf(some);
    assertThat(some).hasSize(TinySweep.MODELS * 3 * 2);
    assertThat(TinySweep.rows(part))
        .anySatisfy(row -> assertThat(row.getProblem().toString()).isIn("p3", "p4", "p5"));
    sweep.edit(sweep.file(), "problems: 3", "problems: 5");
    assertThat(sweep.eval(part)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(part)))
        .hasSize(TinySweep.MODELS * 5 * 2)
        .containsAllEntriesOf(some);
    sweep.edit(sweep.file(), "order: shuffled", "order: sorted");
    refuses(part, 2, "Invalid eval.order: \"sorted\" (must be data or shuffled;");
  }

  @Test
  void anotherBenchmarkGeneratesOnlyItsOwnSamples() throws IOException {
    assertThat(sweep.eval(run)).isZero();
    Map<String, String> before = TinySweep.byCell(TinySweep.rows(run));
    List<Path> shards = TinySweep.shards(run);
    for (Path shard : shards) {
      Files.setLastModifiedTime(shard, FileTime.fromMillis(1000));
    }
    Files.writeString(
        sweep.conf().resolve("benchmarks/second.yaml"),
        Files.readString(sweep.conf().resolve("benchmarks/tiny.yaml"))
            .replace("name: tiny", "name: second")
            .replace("id: id", "id: '{id}b'"));
    sweep.edit(sweep.file(), "[tiny]", "[tiny, second]");
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(run)))
        .hasSize(2 * before.size())
        .containsAllEntriesOf(before);
    for (Path shard : shards) {
      assertThat(Files.getLastModifiedTime(shard)).isEqualTo(FileTime.fromMillis(1000));
    }
  }

  @Test
  void samplesOfOtherSettingsAreSetAsideAndTheirPlaceIsTaken() throws IOException {
    assertThat(sweep.eval(run)).isZero();
    List<String> before =
        TinySweep.shards(run).stream().map(f -> f.getFileName().toString()).toList();
    sweep.edit(sweep.file(), "slerp, alpha: [0.25]", "slerp, alpha: [0.75]");
    sweep.edit(sweep.conf().resolve("protocols/tiny.yaml"), "maxTokens: 24", "maxTokens: 5");
    assertThat(sweep.eval(run)).isZero();

    List<SampleRow> rows = TinySweep.rows(run);
    TinySweep.requireOnly(rows, "slerp/alpha=0.25", 24, 5);
    try (var aside = Files.list(run.resolve("samples/_superseded"))) {
      assertThat(aside.map(f -> f.getFileName().toString()))
          .hasSize(before.size() * 3 / 4)
          .isSubsetOf(before);
    }
  }

  @Test
  void killedAndStartedAgainItEndsWithTheRowsOfAnUndisturbedRun() throws Exception {
    Path undisturbed = directory.resolve("undisturbed");
    sweep.edit(sweep.file(), "samples: 2", "samples: 40");
    assertThat(sweep.eval(undisturbed)).isZero();
    int all = TinySweep.shards(undisturbed).size();
    for (int round = 1; round <= 2; round++) {
      Process job = sweep.start(run, directory.resolve("job.log"));
      while (job.isAlive() && TinySweep.shards(run).size() < round) {
        Thread.sleep(2);
      }
      job.destroyForcibly().waitFor();
    }
    assertThat(TinySweep.shards(run)).hasSizeBetween(1, all - 1);
    assertThat(sweep.eval(run)).isZero();
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 40);
    assertThat(TinySweep.byCell(rows)).isEqualTo(TinySweep.byCell(TinySweep.rows(undisturbed)));
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
    refuses(run, 2, "Missing required key 'merged' (at 'eval.protocols' in");
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
    refuses(run, 2, "Invalid eval.protocols", "must be left out where eval.protocol is given");
  }

  @Test
  void benchmarksThatAskForDifferentNumbersNeedOneFromTheSweep() throws IOException {
    Path second = sweep.conf().resolve("benchmarks/second.yaml");
    Files.writeString(
        second,
        Files.readString(sweep.conf().resolve("benchmarks/tiny.yaml"))
                .replace("name: tiny", "name: second")
            + "samples: 3\n");
    sweep.edit(sweep.file(), "  samples: 2\n", "");
    sweep.edit(sweep.file(), "[tiny]", "[tiny, second]");
    refuses(run, 2, "Missing key 'eval.samples'", "ask for different numbers: {second=3, tiny=1}");
  }

  @Test
  void promptLongerThanTheContextIsAnErrorRowAndTheOthersGoOn() throws IOException {
    Files.writeString(
        sweep.problemFile(),
        "{\"id\":\"long\",\"question\":\"%s\",\"answer\":\"1\"}\n".formatted("1+".repeat(200)),
        java.nio.file.StandardOpenOption.APPEND);
    refuses(run, 3, "samples ended in an error; the first: tiny, problem long", "256");
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(TinySweep.MODELS * (TinySweep.PROBLEMS + 1) * 2);
    assertThat(rows.stream().filter(row -> row.getError() != null))
        .hasSize(TinySweep.MODELS * 2)
        .allSatisfy(
            row -> {
              assertThat(row.getProblem()).isEqualTo("long");
              assertThat(row.getFinishReason()).isEqualTo("error");
              assertThat(row.getScore()).isZero();
            });
  }

  @Test
  void aPointWithTooManyErrorsIsStoppedAndTheOthersGoOn() throws IOException {
    Files.writeString(sweep.problemFile(), "");
    for (int i = 0; i < 40; i++) {
      Files.writeString(
          sweep.problemFile(),
          "{\"id\":\"p%d\",\"question\":\"%s\",\"answer\":\"1\"}\n"
              .formatted(i, i < 12 ? "1+".repeat(200) : "1+1=?"),
          java.nio.file.StandardOpenOption.APPEND);
    }
    sweep.edit(sweep.file(), "shardSamples: 4", "shardSamples: 4\n  maxErrorShare: 0.1");
    System.setProperty("spark.master", "local[1]");
    try {
      refuses(
          run,
          3,
          "point linear/alpha=0.50 is stopped: ",
          " of 80 samples ended in an error (eval.maxErrorShare is 0.1); ",
          "point parent/direct is stopped: ");
    } finally {
      System.clearProperty("spark.master");
    }
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSizeBetween(TinySweep.MODELS * 10, TinySweep.MODELS * 40);
    assertThat(TinySweep.byCell(rows)).hasSameSizeAs(rows);
    assertThat(run.resolve("samples/_inflight")).doesNotExist();

    sweep.edit(sweep.file(), "maxErrorShare: 0.1", "maxErrorShare: 1");
    assertThat(sweep.eval(run)).isEqualTo(3);
    assertThat(TinySweep.rows(run)).hasSize(TinySweep.MODELS * 80);
  }

  @Test
  void aStoredPointWhoseBytesChangedIsRefusedByNameAndNothingIsLost() throws IOException {
    sweep.edit(sweep.file(), "models: in-memory", "models: stored");
    assertThat(sweep.merge(run)).isZero();
    Path weights = run.resolve("points/linear/alpha=0.50/model.safetensors");
    byte[] intact = Files.readAllBytes(weights);
    byte[] damaged = intact.clone();
    damaged[damaged.length - 9] ^= 1;
    Files.write(weights, damaged);
    refuses(
        run,
        2,
        "Cannot use file:" + weights,
        "tensor '",
        "has digest ",
        "merge-manifest.json says ",
        "run the merge job again");
    Map<String, String> before = TinySweep.byCell(TinySweep.rows(run));
    assertThat(before.keySet()).noneMatch(cell -> cell.startsWith("linear/alpha=0.50"));
    Files.write(weights, intact);
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(run)))
        .hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 2)
        .containsAllEntriesOf(before);
  }

  @Test
  void aDryRunSaysWhatIsToDoAndWritesNothing() throws IOException {
    sweep.edit(sweep.file(), "models: in-memory", "models: stored");
    Said merge = Said.by(() -> sweep.merge(run, "--dry-run"));
    assertThat(merge.exitCode()).isZero();
    assertThat(merge.text())
        .contains("merge plan: 2 of 2 points to merge, in about", "MB of parents", "writes ");
    Said eval = Said.by(() -> sweep.eval(run, "--dry-run"));
    assertThat(eval.exitCode()).isZero();
    assertThat(eval.text())
        .contains(
            "eval plan: 4 of 4 points, 48 of 48 samples to generate, in 12 tasks",
            "eval plan: reads ",
            "guessed from the token limits: --pilot N measures")
        .doesNotContain("hours");
    assertThat(run).doesNotExist();
    assertThat(Said.by(() -> sweep.eval(run, "--pilot", "2")).text())
        .contains("Invalid --pilot: 2 (needs --dry-run)");

    sweep.edit(sweep.file(), "models: stored", "models: in-memory");
    Said pilot = Said.by(() -> sweep.eval(run, "--dry-run", "--pilot", "2"));
    assertThat(pilot.exitCode()).isZero();
    assertThat(pilot.text())
        .contains("40 of 48 samples to generate", "by the lengths of earlier samples", "hours at");
    List<SampleRow> few = TinySweep.rows(run);
    assertThat(few).hasSize(8);
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(run)))
        .hasSize(48)
        .containsAllEntriesOf(TinySweep.byCell(few));
    assertThat(Said.by(() -> sweep.eval(run, "--dry-run")).text()).contains("0 of 48 samples");
  }

  @Test
  void wrongInputEndsWithExitCodeTwoAndAMessage() throws IOException {
    sweep.edit(sweep.file(), "benchmarks: [tiny]", "benchmarks: [tyni]");
    refuses(run, 2, "Unknown benchmark 'tyni'; did you mean 'tiny'?");
    sweep.edit(sweep.file(), "benchmarks: [tyni]", "benchmarks: [tiny]");
    sweep.edit(sweep.file(), "protocol: tiny", "protocol: huge");
    refuses(run, 2, "Unknown protocol 'huge'");
    sweep.edit(sweep.file(), "protocol: huge", "protocol: tiny");
    sweep.edit(sweep.file(), "samples: 2", "smaples: 2");
    refuses(run, 2, "Unknown key 'smaples'; did you mean 'samples'?");
    sweep.edit(sweep.file(), "smaples: 2", "samples: 2");
    sweep.edit(sweep.problemFile(), "\"question\":\"2+1=?\",", "");
    refuses(run, 2, "tiny.jsonl", "line 3", "question");
    assertThat(TinySweep.shards(run)).isEmpty();
  }

  private void refuses(Path target, int exitCode, String... parts) throws IOException {
    Said said = Said.by(() -> sweep.eval(target));
    assertThat(said.exitCode()).isEqualTo(exitCode);
    assertThat(said.text()).contains(parts);
  }
}
