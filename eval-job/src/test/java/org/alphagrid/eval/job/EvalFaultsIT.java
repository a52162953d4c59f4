package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on the way: clear errors, and nothing is lost. */
@Tag("slow")
class EvalFaultsIT {
  @TempDir Path directory;
  private TinySweep sweep;
  private Path run;

  @BeforeEach
  void writeSweep() throws IOException {
    sweep = new TinySweep(directory);
    run = directory.resolve("run");
  }

  @Test
  void promptLongerThanTheContextIsAnErrorRowAndTheOthersGoOn() throws IOException {
    Files.writeString(
        sweep.problemFile(),
        "{\"id\":\"long\",\"question\":\"%s\",\"answer\":\"1\"}\n".formatted("1+".repeat(200)),
        java.nio.file.StandardOpenOption.APPEND);
    sweep.refuses(run, 3, "samples ended in an error; the first: tiny, problem long", "256");
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
      sweep.refuses(
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
    sweep.refuses(
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

  /** A tokenizer may give an added token an id of its own choice. */
  @Test
  void aTokenThatTheModelDoesNotKnowIsAnErrorRowAndTheOthersGoOn() throws IOException {
    for (String parent : new String[] {"direct", "think"}) {
      sweep.edit(
          directory.resolve(parent).resolve("tokenizer.json"),
          "\"added_tokens\":[",
          "\"added_tokens\":[{\"id\":7,\"content\":\"<|stray|>\",\"single_word\":false,\"lstrip\":false,"
              + "\"rstrip\":false,\"normalized\":false,\"special\":true},");
    }
    sweep.edit(sweep.problemFile(), "2+1=?", "2+1=? <|stray|>");
    sweep.refuses(
        run,
        3,
        "1 of 6 problems of tiny hold tokens beyond the 101 rows of the embedding",
        "samples ended in an error; the first: tiny, problem p2: Invalid prompt: token id 101"
            + " (must be from 0 to 100, the model's vocabulary)");
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 2);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.getError() != null).isEqualTo(row.getProblem().equals("p2")));
  }

  /** A real allocation fails: more logits at a time than any buffer of this JVM can hold. */
  @Test
  void outOfMemoryWhileGeneratingIsAnErrorThatSaysWhatToDoAndNothingIsLost() throws IOException {
    sweep =
        new TinySweep(
            directory, seed -> new TinyCheckpoint().seed(seed).with("vocab_size", 131_000));
    sweep.edit(sweep.file(), "samples: 2", "samples: 2\n  problems: 2");
    assertThat(sweep.eval(run)).isZero();
    Map<String, String> before = TinySweep.byCell(TinySweep.rows(run));
    assertThat(before).hasSize(TinySweep.MODELS * 2 * 2);

    sweep.edit(sweep.file(), "problems: 2", "problems: 4");
    sweep.edit(sweep.file(), "batch: 8", "batch: 4096");
    System.setProperty("spark.master", "local[8]");
    try {
      sweep.refuses(
          run,
          1,
          "Cannot generate tiny of point ",
          ": out of memory: Cannot reserve 2146304000 bytes of direct buffer memory",
          "(lower eval.batch, now 4096, or eval.engine.cacheMiB, or give the job more memory)");
    } finally {
      System.clearProperty("spark.master");
    }
    assertThat(TinySweep.byCell(TinySweep.rows(run))).containsAllEntriesOf(before);
    assertThat(run.resolve("samples/_inflight")).doesNotExist();

    sweep.edit(sweep.file(), "batch: 4096", "batch: 8");
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(run)))
        .hasSize(TinySweep.MODELS * 4 * 2)
        .containsAllEntriesOf(before);
  }
}
