package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a cluster killed in the middle of a job. Whatever dies, the job or its second run
 * ends with the samples and merged bytes of an undisturbed run.
 */
@Tag("slow")
class FaultsIT {
  private static final int SAMPLES = 6;
  private static final int PROBLEMS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Launcher remote;
  private static Path stored;
  private static Path inMemory;
  private static RunDirectory undisturbed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    String parents = QuickstartSweep.parents().toString();
    stored =
        QuickstartSweep.write(folder.resolve("stored.yaml"), parents, SAMPLES, PROBLEMS, "stored");
    inMemory =
        QuickstartSweep.write(
            folder.resolve("memory.yaml"), parents, SAMPLES, PROBLEMS, "in-memory");
    Launcher local = new Launcher(folder);
    Path run = folder.resolve("undisturbed");
    local.run("merge", stored.toString(), "--run", run.toString()).succeeds();
    local.run("eval", stored.toString(), "--run", run.toString()).succeeds();
    undisturbed = RunDirectory.local(run);
    cluster = StandaloneCluster.start(folder.resolve("cluster"), "--memory", "1g");
    remote = local.on(cluster).with("spark.executor.memory=900m");
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void killedExecutorAndWorkerDuringEvalLoseNothing() throws Exception {
    Path run = folder.resolve("eval");
    Launcher.Started job = remote.start("eval", inMemory.toString(), "--run", run.toString());
    waitForFiles(job, run.resolve("samples"), "shard-", 3);
    assertThat(cluster.executors(1).map(ProcessHandle::destroyForcibly).count()).isPositive();
    waitForFiles(job, run.resolve("samples"), "shard-", 8);
    assertThat(cluster.worker(2).destroyForcibly()).isTrue();
    job.end().succeeds();
    assertThat(RunDirectory.local(run).samples()).isEqualTo(undisturbed.samples());
    assertThat(run.resolve("samples/_inflight")).doesNotExist();
    cluster.restartWorker(2);
  }

  @Test
  void twoJobsOnOneRunAtOnceLeaveEverySampleOnce() throws Exception {
    Path run = folder.resolve("both");
    Launcher half = remote.with("spark.cores.max=1");
    Launcher.Started one = half.start("eval", inMemory.toString(), "--run", run.toString());
    Launcher.Started two = half.start("eval", inMemory.toString(), "--run", run.toString());
    one.end().succeeds();
    two.end().succeeds();
    assertThat(RunDirectory.local(run).samples()).isEqualTo(undisturbed.samples());
    assertThat(run.resolve("samples/_inflight")).doesNotExist();
  }

  @Test
  void killedCompactionLosesNothing() throws Exception {
    Path run = folder.resolve("compacted");
    remote.run("eval", inMemory.toString(), "--run", run.toString()).succeeds();
    Launcher.Started compact = remote.start("compact", run.toString());
    waitForFiles(compact, run.resolve("samples/_compacting"), "shard-", 1);
    compact.kill();
    remote.run("compact", "--force", run.toString()).succeeds();
    assertThat(RunDirectory.local(run).shards()).hasSize(1);
    assertThat(RunDirectory.local(run).samples()).isEqualTo(undisturbed.samples());
    assertThat(remote.run("eval", inMemory.toString(), "--run", run.toString()).output())
        .contains("samples are there already");
  }

  @Test
  void killedExecutorDuringMergeLosesNothing() throws Exception {
    Path run = folder.resolve("merge");
    Launcher.Started job = remote.start("merge", stored.toString(), "--run", run.toString());
    waitForFiles(job, run.resolve("points/_inflight"), "", 1);
    cluster.executors(1).forEach(ProcessHandle::destroyForcibly);
    job.end().succeeds();
    assertThat(RunDirectory.local(run).sameWeights(undisturbed)).isTrue();
  }

  @Test
  void killedDriverLeavesNothingThatLooksFinishedAndTheNextRunCompletes() throws Exception {
    Path run = folder.resolve("driver");
    Launcher.Started merge = remote.start("merge", stored.toString(), "--run", run.toString());
    waitForFiles(merge, run.resolve("points/_inflight"), "", 1);
    merge.kill();
    remote.run("merge", stored.toString(), "--run", run.toString()).succeeds();
    assertThat(RunDirectory.local(run).sameWeights(undisturbed)).isTrue();

    Launcher.Started eval = remote.start("eval", stored.toString(), "--run", run.toString());
    waitForFiles(eval, run.resolve("samples"), "shard-", 4);
    eval.kill();
    int published = RunDirectory.local(run).shards().size();
    remote.run("eval", stored.toString(), "--run", run.toString()).succeeds();
    assertThat(published).isLessThan(undisturbed.shards().size());
    assertThat(RunDirectory.local(run).samples()).isEqualTo(undisturbed.samples());
  }

  /** Waits until a folder holds some files, which is when something is under way. */
  private static void waitForFiles(Launcher.Started job, Path where, String prefix, int count)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count(where, prefix) < count) {
      assertThat(job.process().isAlive())
          .as("ended before it could be disturbed:\n%s", Files.readString(job.output()))
          .isTrue();
      assertThat(System.nanoTime()).as("nothing in " + where).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static long count(Path where, String prefix) throws IOException {
    if (!Files.isDirectory(where)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(where)) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).count();
    }
  }
}
