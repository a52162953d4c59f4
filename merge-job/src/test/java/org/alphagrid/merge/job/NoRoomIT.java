package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.core.spark.JobProcess;
import org.alphagrid.core.storage.TightFileSystem;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up while a sweep is merged, and places where nothing can be written. */
@Tag("slow")
class NoRoomIT {
  @TempDir Path directory;
  private Path sweep;

  @BeforeEach
  void writeSweep() throws Exception {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).write(directory.resolve("think"));
    sweep =
        Files.writeString(
            directory.resolve("sweep.yaml"),
            """
            name: tiny
            parents: {direct: direct, think: think}
            merge: [{method: linear, alpha: [0.25, 0.5, 0.75]}]
            eval: {benchmarks: [none], protocol: none}
            """);
    for (String[] setting : TightFileSystem.SETTINGS) {
      System.setProperty("spark.hadoop." + setting[0], setting[1]);
    }
  }

  @AfterEach
  void forget() {
    for (String[] setting : TightFileSystem.SETTINGS) {
      System.clearProperty("spark.hadoop." + setting[0]);
    }
    TightFileSystem.ROOM.set(Long.MAX_VALUE);
  }

  @Test
  void diskFullAtAnyMomentLosesNothing() throws Exception {
    Path whole = directory.resolve("whole");
    long before = TightFileSystem.ROOM.get();
    assertThat(said("tight://" + whole).exitCode()).isZero();
    long needed = before - TightFileSystem.ROOM.get();
    Map<String, String> expected = MediumSweep.published(whole);
    assertThat(expected).hasSize(3);
    assertThat(needed).isGreaterThan(3 * 49_920);
    for (double share : new double[] {0.001, 0.05, 0.3, 0.7, 0.93, 0.97, 0.995}) {
      Path run = directory.resolve("run-" + share);
      TightFileSystem.ROOM.set((long) (needed * share));
      CapturedCommand failure = said("tight://" + run);
      assertThat(failure.exitCode()).as("%s", share).isEqualTo(1);
      assertThat(failure.err())
          .as("%s", share)
          .containsPattern("Cannot (write|create) ")
          .contains(run.toString(), "No space left on device");
      assertThat(expected).containsAllEntriesOf(MediumSweep.published(run));
      assertThat(MediumSweep.inFlight(run)).isEmpty();
      TightFileSystem.ROOM.set(Long.MAX_VALUE);
      assertThat(said("tight://" + run).exitCode()).isZero();
      assertThat(MediumSweep.published(run)).isEqualTo(expected);
    }
  }

  @Test
  void fullDiskNamesTheTensor() throws Exception {
    TightFileSystem.ROOM.set(40_000);
    assertThat(said("tight://" + directory.resolve("run")).err())
        .contains("Cannot write tensor '", "/model.safetensors: No space left on device");
  }

  /**
   * A limit of the operating system on every file, where files are laid out before they are filled.
   */
  @Test
  void fileOverTheSizeLimitIsNamed() throws Exception {
    Path log = directory.resolve("job.log");
    Path run = directory.resolve("run");
    JobProcess starved =
        new JobProcess().after("ulimit -f 45").with("-Xmx512m", "-XX:-UsePerfData");
    String[] arguments = {sweep.toString(), "--run", run.toString()};
    assertThat(starved.run(log, MergeJob.class, arguments)).isEqualTo(1);
    assertThat(Files.readString(log))
        .contains("Cannot create ", "model.safetensors: File too large");
    assertThat(MediumSweep.published(run)).isEmpty();
    assertThat(MediumSweep.inFlight(run)).isEmpty();
    assertThat(new JobProcess().with("-Xmx512m").run(log, MergeJob.class, arguments)).isZero();
    assertThat(MediumSweep.published(run)).hasSize(3);
  }

  @Test
  void unwritableTargetIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThat(said(file + "/run")).satisfies(s -> assertThat(s.err()).contains(file.toString()));
    Path config =
        Files.writeString(
            directory.resolve("config.yml"),
            "merge_method: linear\nmodels: [{model: direct, parameters: {weight: 1}}]\n");
    CapturedCommand mergekit =
        CapturedCommand.run(
            new MergeJob(),
            "--mergekit",
            config.toString(),
            "--models",
            directory.toString(),
            "--out",
            file + "/out");
    assertThat(mergekit.exitCode()).isNotZero();
    assertThat(mergekit.err()).contains(file.toString());
    assertThat(file).hasContent("in the way");
  }

  private CapturedCommand said(String run) {
    return CapturedCommand.run(new MergeJob(), sweep.toString(), "--run", run);
  }
}
