package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.JobProcess;
import org.alphagrid.merge.run.MergeManifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merge job cut, killed and doubled: whatever happens, the bytes are those of a quiet run. */
@Tag("slow")
class MergeFaultsIT {
  private static final int KILLS = 3;
  private static final String MASTER = "spark.master";

  @TempDir static Path directory;
  private static MediumSweep sweep;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void runUndisturbed() throws IOException {
    sweep = new MediumSweep(directory);
    undisturbed = inThisJvm("undisturbed", 2);
    assertThat(undisturbed).hasSize(MediumSweep.POINTS);
  }

  @Test
  void bytesDoNotDependOnPartitions() throws IOException {
    for (int partitions : new int[] {1, 7}) {
      assertThat(inThisJvm("partitions-" + partitions, partitions)).isEqualTo(undisturbed);
    }
  }

  @Test
  void killedRunLooksUnfinishedAndTheNextRunCompletes() throws Exception {
    Path run = directory.resolve("killed");
    Random random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      boolean publishing = kill == KILLS - 1;
      assertThat(startAndKill(run, publishing ? -1 : random.nextInt(900))).isTrue();
      assertThat(undisturbed).containsAllEntriesOf(MediumSweep.published(run));
      assertThat(MediumSweep.inFlight(run)).as("of the last kill only").hasSizeBetween(1, 2);
    }
    JobProcess.succeeds(sweep.start(run), sweep.log());
    assertThat(MediumSweep.published(run)).isEqualTo(undisturbed);
    assertThat(MediumSweep.inFlight(run)).isEmpty();
    JobProcess.succeeds(sweep.start(run), sweep.log());
    assertThat(Files.readString(sweep.log())).contains("0 points merged, 8 were there already");
  }

  @Test
  void finishedPointsSurviveAKill() throws Exception {
    Path run = directory.resolve("batches");
    Process job = sweep.start(run, "--batch", "1");
    while (job.isAlive() && !anyManifest(run)) {
      Thread.sleep(2);
    }
    job.destroyForcibly().waitFor();
    Map<String, String> kept = MediumSweep.published(run);
    assertThat(undisturbed).containsAllEntriesOf(kept);
    assertThat(kept).hasSizeBetween(1, MediumSweep.POINTS - 1);
    JobProcess.succeeds(sweep.start(run), sweep.log());
    assertThat(Files.readString(sweep.log()))
        .contains(
            "%d points merged, %d were there already"
                .formatted(MediumSweep.POINTS - kept.size(), kept.size()));
    assertThat(MediumSweep.published(run)).isEqualTo(undisturbed);
  }

  @Test
  void leftoversAreRemovedWhenNothingIsMissing() throws Exception {
    Path run = directory.resolve("left");
    assertThat(startAndKill(run, 100)).isTrue();
    Path left =
        MediumSweep.inFlight(run).stream().filter(Files::isDirectory).findFirst().orElseThrow();
    JobProcess.succeeds(sweep.start(run), sweep.log());
    Files.createDirectories(left.resolve("more"));
    JobProcess.succeeds(sweep.start(run), sweep.log());
    assertThat(MediumSweep.inFlight(run)).isEmpty();
  }

  @Test
  void concurrentRunsGiveTheBytesOfOne() throws Exception {
    Path run = directory.resolve("two");
    Process one = sweep.start(run);
    Process other = sweep.start(run);
    JobProcess.succeeds(one, sweep.log());
    JobProcess.succeeds(other, sweep.log());
    assertThat(MediumSweep.published(run)).isEqualTo(undisturbed);
    assertThat(MediumSweep.inFlight(run)).isEmpty();
  }

  @Test
  void newRunKeepsTheFilesOfALivingRun() throws Exception {
    Path run = directory.resolve("late");
    Process first = sweep.start(run);
    awaitInFlight(run, first);
    Process second = sweep.start(run);
    JobProcess.succeeds(first, sweep.log());
    JobProcess.succeeds(second, sweep.log());
    assertThat(MediumSweep.published(run)).isEqualTo(undisturbed);
    assertThat(MediumSweep.inFlight(run)).isEmpty();
  }

  @Test
  void concurrentMergesIntoOneFolderPublishOnce() throws Exception {
    String base = "base_model: base\nmodels:\n  - {model: think, parameters: {weight: %s}}\n";
    Path one = config("one.yml", "merge_method: dare_ties\n" + base.formatted("0.5"));
    Path same =
        config("same.yml", "# the same\nmerge_method: dare_ties\n" + base.formatted("0.50"));
    Path other = config("other.yml", "merge_method: dare_ties\n" + base.formatted("0.6"));
    assertThat(both(one, same, "equal")).containsExactly(0, 0);
    assertThat(both(one, other, "unequal")).containsExactlyInAnyOrder(0, 2);
    assertThat(Files.readString(directory.resolve("unequal.log")))
        .contains("unequal: something else is there; name another --out");
    assertThat(Files.readString(directory.resolve("equal.log")))
        .contains("merge: wrote", "merge: already there:");
  }

  /** The exit codes of two merges started at once; none leaves anything beside the result. */
  private static List<Integer> both(Path one, Path other, String out) throws Exception {
    Path log = directory.resolve(out + ".log");
    Process first = mergekit(one, out, log);
    Process second = mergekit(other, out, log);
    List<Integer> codes = List.of(JobProcess.end(first, log), JobProcess.end(second, log));
    assertThat(directory.toFile().list((folder, name) -> name.startsWith("_"))).isEmpty();
    assertThat(directory.resolve(out).resolve("merge-manifest.json")).isRegularFile();
    return codes;
  }

  private static Process mergekit(Path config, String out, Path log) throws IOException {
    return new JobProcess()
        .with("-Xmx512m")
        .start(
            log,
            MergeJob.class,
            "--mergekit",
            config.toString(),
            "--models",
            directory.toString(),
            "--out",
            directory.resolve(out).toString());
  }

  private static Path config(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /**
   * Kills some time after the run has begun to write, or as soon as a point is published.
   *
   * @param millis negative to wait for the first point
   */
  private static boolean startAndKill(Path run, int millis) throws Exception {
    Process job = sweep.start(run);
    awaitInFlight(run, job);
    if (millis >= 0) {
      Thread.sleep(millis);
    } else {
      while (job.isAlive() && !anyPoint(run)) {
        Thread.onSpinWait();
      }
    }
    boolean alive = job.isAlive();
    job.destroyForcibly().waitFor();
    return alive;
  }

  private static void awaitInFlight(Path run, Process job) throws Exception {
    int before = MediumSweep.inFlight(run).size();
    while (MediumSweep.inFlight(run).stream().noneMatch(Files::isDirectory)
        || MediumSweep.inFlight(run).size() == before && before > 0) {
      assertThat(job.isAlive()).as(Files.readString(sweep.log())).isTrue();
      Thread.sleep(2);
      before = Math.min(before, MediumSweep.inFlight(run).size());
    }
  }

  private static boolean anyPoint(Path run) {
    String[] names = run.resolve("points").toFile().list((folder, name) -> !name.startsWith("_"));
    return names != null && names.length > 0;
  }

  /** A folder that holds points is there before its first point is. */
  private static boolean anyManifest(Path run) {
    File[] methods = run.resolve("points").toFile().listFiles((f, n) -> !n.startsWith("_"));
    return methods != null
        && Stream.of(methods)
            .flatMap(method -> Stream.of(method.listFiles()))
            .anyMatch(point -> new File(point, MergeManifest.FILE).exists());
  }

  private static Map<String, String> inThisJvm(String name, int partitions) throws IOException {
    Path run = directory.resolve(name);
    String before = System.getProperty(MASTER);
    System.setProperty(MASTER, "local[" + partitions + "]");
    try {
      assertThat(JobCommand.run(new MergeJob(), sweep.arguments(run))).isZero();
    } finally {
      if (before == null) {
        System.clearProperty(MASTER);
      } else {
        System.setProperty(MASTER, before);
      }
    }
    return MediumSweep.published(run);
  }
}
