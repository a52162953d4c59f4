package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.eval.sample.files.CompactName;
import org.alphagrid.eval.sample.files.CompactedIndex;
import org.alphagrid.eval.sample.files.Compaction;
import org.alphagrid.eval.sample.files.CompactionTask;
import org.alphagrid.eval.sample.files.SampleFolder;
import org.alphagrid.eval.samplejob.CompactJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionIT {
  @TempDir Path directory;
  private TinySweep sweep;
  private Path run;
  private Map<String, String> before;
  private int files;

  @BeforeEach
  void evaluate() throws IOException {
    sweep = new TinySweep(directory);
    run = directory.resolve("run");
    assertThat(sweep.eval(run)).isZero();
    before = TinySweep.byCell(TinySweep.rows(run));
    files = TinySweep.shards(run).size();
  }

  private static int compact(Path run, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(run.toString());
    return JobCommand.run(new CompactJob(), arguments.toArray(String[]::new));
  }

  @Test
  void oneFileHoldsEveryRowOnceAndEvalFindsThem() throws IOException {
    CapturedCommand said = CapturedCommand.of(() -> compact(run));
    assertThat(said.exitCode()).isZero();
    assertThat(said.err())
        .contains("compact: 48 samples of %d files gathered in 1".formatted(files));
    assertThat(TinySweep.shards(run)).hasSize(1);
    assertThat(run.resolve("samples/_compacting")).doesNotExist();
    assertThat(run.resolve("samples/_inflight")).doesNotExist();
    requireSame();

    assertThat(CapturedCommand.of(() -> compact(run)).err()).contains("compact: nothing to gather");
    assertThat(CapturedCommand.of(() -> sweep.eval(run)).err())
        .contains("all 48 samples are there already");

    sweep.edit(sweep.file(), "samples: 2", "samples: 4");
    assertThat(sweep.eval(run)).isZero();
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(96);
    assertThat(TinySweep.byCell(rows)).hasSize(96).containsAllEntriesOf(before);
    // What was gathered is gathered again with the new files.
    assertThat(compact(run)).isZero();
    assertThat(TinySweep.shards(run)).hasSize(1);
    assertThat(TinySweep.byCell(TinySweep.rows(run))).hasSize(96).containsAllEntriesOf(before);
    assertThat(CapturedCommand.of(() -> sweep.eval(run)).err())
        .contains("all 96 samples are there already");
  }

  /** Every state that a killed compaction can leave. */
  @Test
  void killedAnywhereItLosesNothingAndTheNextJobGoesOn() throws IOException {
    org.apache.hadoop.fs.Path samples = hadoop(run.resolve("samples"));
    SampleFolder folder = SampleFolder.of(hadoop(run));
    List<CompactionTask> plan = new Compaction(samples).plan(folder.published());
    assertThat(plan).hasSize(1);

    // While it was gathering: what it began has no effect.
    Path killed = run.resolve("samples/_inflight/" + UUID.randomUUID());
    Files.createDirectories(killed);
    Files.writeString(killed.resolve("part.parquet"), "half");
    requireSame();
    assertThat(CapturedCommand.of(() -> sweep.eval(run)).err())
        .contains("all 48 samples are there already");
    assertThat(killed.getParent()).doesNotExist();

    // When all was gathered and nothing replaced.
    assertThat(plan.get(0).write(killed.toString())).isEqualTo(48);
    requireSame();
    // When some files were deleted: rows are out of sight, and come back.
    Files.delete(TinySweep.shards(run).get(0));
    Files.delete(TinySweep.shards(run).get(3));
    assertThat(TinySweep.rows(run)).hasSizeLessThan(48);
    assertThat(CapturedCommand.of(() -> sweep.eval(run)).err())
        .contains("all 48 samples are there already");
    requireSame();
    assertThat(TinySweep.shards(run)).hasSize(1);
    assertThat(run.resolve("samples/_compacting")).doesNotExist();
    // When the gathered file has its name and its first copy is still there.
    Path gathered = TinySweep.shards(run).get(0);
    Files.createDirectories(run.resolve("samples/_compacting"));
    Files.copy(gathered, run.resolve("samples/_compacting").resolve(gathered.getFileName()));
    assertThat(compact(run, "--force")).isZero();
    requireSame();
  }

  @Test
  void aJobAtWorkIsLeftAlone() throws IOException {
    try (StagingFolder another = StagingFolder.begin(hadoop(run.resolve("samples")))) {
      CapturedCommand said = CapturedCommand.of(() -> compact(run));
      assertThat(said.exitCode()).isEqualTo(2);
      assertThat(said.err())
          .contains(
              "Cannot compact",
              "an eval, compact or import job is at work there, or was killed",
              "--force");
      assertThat(TinySweep.shards(run)).hasSize(files);
      assertThat(compact(run, "--force")).isZero();
      assertThat(Storage.exists(another.folder().getParent())).as("the other job's lock").isTrue();
    }
    assertThat(run.resolve("samples/_inflight")).doesNotExist();
    requireSame();
    assertThat(CapturedCommand.of(() -> compact(directory)).err()).contains("it has no samples");
  }

  @Test
  void supersededRowsLeaveTheGatheredFileAndTheOthersStay() throws IOException {
    assertThat(compact(run)).isZero();
    // The slerp point leaves the sweep; every other point is asked otherwise.
    sweep.edit(sweep.file(), "slerp, alpha: [0.25]", "slerp, alpha: [0.75]");
    sweep.edit(sweep.conf().resolve("protocols/tiny.yaml"), "maxTokens: 24", "maxTokens: 5");
    assertThat(sweep.eval(run)).isZero();
    List<SampleRow> rows = TinySweep.rows(run);
    TinySweep.requireOnly(rows, "slerp/alpha=0.25", 24, 5);
    try (var aside = Files.list(run.resolve("samples/_superseded"))) {
      assertThat(aside).hasSize(1);
    }
  }

  @Test
  void aGatheredFileNamesNoFileElsewhere() throws IOException {
    Path victim = Files.writeString(directory.resolve("victim.parquet"), "dear");
    Files.createDirectories(run.resolve("samples/_compacting"));
    Path forged = run.resolve("samples/_compacting/" + CompactName.of(List.of("x")));
    try (var writer =
        new org.alphagrid.eval.sample.SampleWriter(
            hadoop(forged),
            Map.of(CompactionTask.REPLACES, "../../victim.parquet", CompactedIndex.KEY, ""))) {
      writer.write(TinySweep.rows(run).get(0));
    }
    CapturedCommand said = CapturedCommand.of(() -> compact(run));
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err())
        .contains("it replaces '../../victim.parquet' (must be a sample file's name)");
    assertThat(victim).hasContent("dear");
    assertThat(TinySweep.shards(run)).hasSize(files);
  }

  private void requireSame() throws IOException {
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(48);
    assertThat(TinySweep.byCell(rows)).isEqualTo(before);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
