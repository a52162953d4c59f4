package org.alphagrid.eval.samplejob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.JobProcess;
import org.alphagrid.core.storage.ObjectStoreStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regradings at once, regradings that are killed, and an object store. */
@Tag("slow")
class RegradeFaultsIT {
  private static final String SETTING = "spark.hadoop." + ObjectStoreStub.SETTING;
  private static final String[] NAMES = {"--extractor=boxed", "--grader=number"};

  @TempDir Path directory;
  private Path run;
  private Path log;

  @BeforeEach
  void importSamples() throws IOException {
    run = directory.resolve("run");
    log = directory.resolve("job.log");
    System.setProperty(SETTING, ObjectStoreStub.class.getName());
    for (int f = 0; f < 3; f++) {
      assertThat(importFile(f, run.toString())).isZero();
    }
  }

  @AfterEach
  void forget() {
    System.clearProperty(SETTING);
    ObjectStoreStub.COPIES.set(Integer.MAX_VALUE);
  }

  private int importFile(int number, String run) throws IOException {
    String line =
        "{\"idx\": %d, \"question\": \"q\", \"gt\": \"18\", \"code\": [\"so \\\\boxed{18}\"],"
            + " \"pred\": [\"18\"], \"score\": [false]}";
    Path file = Files.writeString(directory.resolve(number + ".jsonl"), line.formatted(number));
    return JobCommand.run(
        new ImportJob(),
        "--format=qwen-math",
        "--benchmark=gsm8k",
        "--run=" + run,
        file.toString());
  }

  @Test
  void twoRegradesAtOnceGetTwoNumbers() throws Exception {
    Process one = start();
    Process other = start();
    JobProcess.succeeds(one, log);
    JobProcess.succeeds(other, log);
    assertThat(names("grades")).containsExactly("0001", "0002");
    requireWhole("0001");
    requireWhole("0002");
  }

  @Test
  void killedRegradeLeavesNothingThatLooksFinishedAndItsLeftoversGoWithTheNext() throws Exception {
    for (String seen : new String[] {".alive", "shard-"}) {
      Process job = start();
      while (job.isAlive() && !isUnfinished(seen)) {
        Thread.onSpinWait();
      }
      assertThat(job.isAlive()).as(Files.readString(log)).isTrue();
      job.destroyForcibly().waitFor();
      assertThat(names("grades")).isSubsetOf("_inflight", "0001");
      if (Files.exists(run.resolve("grades/0001"))) {
        requireWhole("0001"); // It was faster than the kill.
      }
    }
    assertThat(names("grades")).contains("_inflight");
    JobProcess.succeeds(start(), log);
    assertThat(names("grades")).doesNotContain("_inflight").isSubsetOf("0001", "0002");
    requireWhole("0001");
  }

  private boolean isUnfinished(String name) throws IOException {
    Path unfinished = run.resolve("grades/_inflight");
    if (!Files.exists(unfinished)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(unfinished)) {
      return files.anyMatch(file -> file.getFileName().toString().contains(name));
    } catch (java.io.UncheckedIOException | java.nio.file.NoSuchFileException e) {
      return false; // Published while it was looked at.
    }
  }

  @Test
  void regradeThatStopsWhileItIsCopiedOnAnObjectStoreIsRefusedAndReplaced() throws Exception {
    String store = ObjectStoreStub.path(run).toString();
    ObjectStoreStub.COPIES.set(2);
    assertThat(regrade(store)).isEqualTo(1);
    assertThat(run.resolve("grades/0001/samples")).isDirectory();
    assertThat(run.resolve("grades/0001/changes.jsonl")).doesNotExist();
    assertThat(JobCommand.run(new GradesJob(), store, "--grades=1")).isEqualTo(2);
    ObjectStoreStub.COPIES.set(Integer.MAX_VALUE);
    for (String number : new String[] {"0001", "0002"}) {
      assertThat(regrade(store)).isZero();
      requireWhole(number);
    }
    assertThat(names("grades")).containsExactly("0001", "0002");
    assertThat(JobCommand.run(new GradesJob(), store, "--grades=1")).isZero();
    assertThat(JobCommand.run(new GradesJob(), store, "--grades=3")).isEqualTo(2);
  }

  @Test
  void importOnAnObjectStoreLeavesTheFilesOfALocalOneAndNothingElse() throws Exception {
    Path other = directory.resolve("other");
    for (int f = 0; f < 3; f++) {
      assertThat(importFile(f, ObjectStoreStub.path(other).toString())).isZero();
      assertThat(importFile(f, ObjectStoreStub.path(other).toString())).isZero();
    }
    List<String> expected = names("samples");
    assertThat(expected).hasSize(3).allMatch(name -> name.startsWith("shard-import-"));
    run = other;
    assertThat(names("samples")).isEqualTo(expected);
  }

  private Process start() throws IOException {
    return new JobProcess()
        .with("-Xmx512m", "-Dspark.master=local[2]")
        .start(log, RegradeJob.class, run.toString(), NAMES[0], NAMES[1]);
  }

  private static int regrade(String run) {
    return JobCommand.run(new RegradeJob(), run, NAMES[0], NAMES[1]);
  }

  private void requireWhole(String number) throws IOException {
    assertThat(names("grades/" + number)).containsExactly("changes.jsonl", "samples");
    assertThat(names("grades/" + number + "/samples")).isEqualTo(names("samples")).hasSize(3);
    assertThat(Files.readAllLines(run.resolve("grades").resolve(number).resolve("changes.jsonl")))
        .hasSize(3);
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
