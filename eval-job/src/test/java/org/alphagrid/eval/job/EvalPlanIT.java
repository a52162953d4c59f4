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
import java.util.stream.Collectors;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalContextReader;
import org.alphagrid.eval.plan.EvalPlanner;
import org.alphagrid.eval.plan.EvalTask;
import org.alphagrid.eval.plan.ExpectedLengths;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.SweepReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run does, and what it need not do. */
class EvalPlanIT {
  @TempDir Path directory;
  private TinySweep sweep;
  private Path run;

  @BeforeEach
  void writeSweep() throws IOException {
    sweep = new TinySweep(directory);
    run = directory.resolve("run");
  }

  @Test
  void aDryRunSaysWhatIsToDoAndWritesNothing() throws IOException {
    sweep.edit(sweep.file(), "models: in-memory", "models: stored");
    CapturedCommand merge = CapturedCommand.of(() -> sweep.merge(run, "--dry-run"));
    assertThat(merge.exitCode()).isZero();
    assertThat(merge.err())
        .contains(
            "merge plan: 2 of 2 points to merge, in 1 batches of about",
            "MB of parents",
            "writes ");
    CapturedCommand eval = CapturedCommand.of(() -> sweep.eval(run, "--dry-run"));
    assertThat(eval.exitCode()).isZero();
    assertThat(eval.err())
        .contains(
            "eval plan: 4 of 4 points, 48 of 48 samples to generate, in 12 tasks",
            "eval plan: reads ",
            "guessed from the token limits: --pilot N measures")
        .doesNotContain("hours");
    assertThat(run).doesNotExist();
    assertThat(CapturedCommand.of(() -> sweep.eval(run, "--pilot", "2")).err())
        .contains("Invalid --pilot: 2 (needs --dry-run)");

    sweep.edit(sweep.file(), "models: stored", "models: in-memory");
    CapturedCommand pilot = CapturedCommand.of(() -> sweep.eval(run, "--dry-run", "--pilot", "2"));
    assertThat(pilot.exitCode()).isZero();
    assertThat(pilot.err())
        .contains("40 of 48 samples to generate", "by the lengths of earlier samples", "hours at");
    List<SampleRow> few = TinySweep.rows(run);
    assertThat(few).hasSize(8);
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(run)))
        .hasSize(48)
        .containsAllEntriesOf(TinySweep.byCell(few));
    assertThat(CapturedCommand.of(() -> sweep.eval(run, "--dry-run")).err())
        .contains("0 of 48 samples");
  }

  @Test
  void wrongInputEndsWithExitCodeTwoAndAMessage() throws IOException {
    sweep.edit(sweep.file(), "benchmarks: [tiny]", "benchmarks: [tyni]");
    sweep.refuses(run, 2, "Unknown benchmark 'tyni'; did you mean 'tiny'?");
    sweep.edit(sweep.file(), "benchmarks: [tyni]", "benchmarks: [tiny]");
    sweep.edit(sweep.file(), "protocol: tiny", "protocol: huge");
    sweep.refuses(run, 2, "Unknown protocol 'huge'");
    sweep.edit(sweep.file(), "protocol: huge", "protocol: tiny");
    sweep.edit(sweep.file(), "samples: 2", "smaples: 2");
    sweep.refuses(run, 2, "Unknown key 'smaples'; did you mean 'samples'?");
    sweep.edit(sweep.file(), "smaples: 2", "samples: 2");
    sweep.edit(sweep.problemFile(), "\"question\":\"2+1=?\",", "");
    sweep.refuses(run, 2, "tiny.jsonl", "line 3", "question");
    assertThat(TinySweep.shards(run)).isEmpty();
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

  /** Data files often go from easy to hard: part of a benchmark should be a random part. */
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
    sweep.refuses(part, 2, "Invalid eval.order: \"sorted\" (must be data or shuffled;");
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

  /** Of each model 12 samples are stored; those of a model whose files were edited are others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "direct/config.json; \"rope_theta\" : 10000; \"rope_theta\" : 20000; 36",
        "think/config.json; \"rope_theta\" : 10000; \"rope_theta\" : 20000; 12",
        "think/config.json; \"rms_norm_eps\" : 1.0E-6; \"rms_norm_eps\" : 2.0E-6; 12",
        "think/config.json; \"max_position_embeddings\" : 256; \"max_position_embeddings\" : 99; 12",
        "think/config.json; \"model_type\"; \"use_cache\" : false, \"model_type\"; 0",
        "direct/generation_config.json; [; [7, ; 36",
        "think/generation_config.json; [; [7, ; 12", // for the donor 7 is text
        "think/tokenizer.json; \"version\"; '  \"version\"'; 12",
        "direct/tokenizer_config.json; assistant; helper; 36",
        "think/tokenizer_config.json; assistant; helper; 12",
        "conf/protocols/tiny.yaml; temperature: 1; temperature: 0.9; 48",
        "conf/protocols/tiny.yaml; Short samples; Samples; 0",
        "conf/benchmarks/tiny.yaml; {question}; '{question} '; 48",
        "sweep.yaml; seed: 5; seed: 6; 48",
      })
  void whateverShapesAGenerationMakesOtherSamples(String file, String from, String to, int missing)
      throws IOException {
    sweep.edit(
        sweep.file(),
        "name: tiny",
        "name: tiny\nallow: [config.rope_theta, config.rms_norm_eps, config.max_position_embeddings,"
            + " tokenizer, chat_template]");
    Path edited = directory.resolve(file);
    // Names of files say what they hold.
    Set<String> before = plannedFiles();
    sweep.edit(edited, from, to);
    Set<String> after = plannedFiles();
    assertThat(after).hasSameSizeAs(before);
    after.removeAll(before);
    assertThat(after).hasSize(missing / 4);
  }

  private Set<String> plannedFiles() throws IOException {
    SweepRun preview =
        SweepRun.preview(
            SweepReader.read(new org.apache.hadoop.fs.Path(sweep.file().toUri())),
            new org.apache.hadoop.fs.Path(run.toUri()));
    EvalContext context =
        new EvalContextReader(preview, new org.apache.hadoop.fs.Path(sweep.conf().toUri()))
            .readForPreview();
    return EvalPlanner.of(preview, context).plan(List.of(), new ExpectedLengths()).tasks().stream()
        .map(EvalTask::shard)
        .collect(Collectors.toCollection(HashSet::new));
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
    sweep.refuses(
        run, 2, "Missing key 'eval.samples'", "ask for different numbers: {second=3, tiny=1}");
  }
}
