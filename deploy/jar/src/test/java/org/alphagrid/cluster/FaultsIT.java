package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.alphagrid.cluster.QuickstartSweep.Grid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes of a cluster in the middle of a job. Whatever is killed, the job or its second
 * run ends with the samples and merged bytes of an undisturbed run.
 */
@Tag("slow")
class FaultsIT {
  private static final int SAMPLES = 3;
  private static final int PROBLEMS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Launcher local;
  private static Launcher remote;
  private static Path merged;
  private static Path evaluated;
  private static RunDirectory weights;
  private static RunDirectory samples;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    String parents = QuickstartSweep.parents().toString();
    merged =
        QuickstartSweep.write(
            folder.resolve("merged.yaml"), parents, Grid.WIDE, SAMPLES, PROBLEMS, "stored");
    evaluated =
        QuickstartSweep.write(
            folder.resolve("evaluated.yaml"), parents, Grid.NARROW, SAMPLES, PROBLEMS, "in-memory");
    local = new Launcher(folder);
    Launcher.Started merge = local.start("merge", merged.toString(), "--run", run("merged"));
    cluster = StandaloneCluster.start(folder.resolve("cluster"), "--memory", "1g");
    remote = local.on(cluster).with("spark.executor.memory=900m");
    merge.end().succeeds();
    local.run("eval", evaluated.toString(), "--run", run("evaluated")).succeeds();
    weights = directory("merged");
    samples = directory("evaluated");
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static String run(String name) {
    return folder.resolve(name).toString();
  }

  private static RunDirectory directory(String name) {
    return RunDirectory.local(folder.resolve(name));
  }

  @Test
  void killedDriverExecutorAndWorkerDuringMergeLoseNothing() throws Exception {
    Path unfinished = folder.resolve("merge/points/_inflight");
    Launcher.Started merge = remote.start("merge", merged.toString(), "--run", run("merge"));
    String killed = waitForTensors(merge, unfinished, "");
    merge.kill();
    assertThat(directory("merge").weights()).isEmpty();

    Launcher.Started again = remote.start("merge", merged.toString(), "--run", run("merge"));
    waitForTensors(again, unfinished, killed);
    killExecutor(1);
    killWorker(2);
    again.end().succeeds();
    assertThat(directory("merge").sameWeights(weights)).isTrue();
    assertThat(unfinished.resolve(killed)).doesNotExist();
    cluster.restartWorker(2);
  }

  @Test
  void killedDriverExecutorAndWorkerDuringEvalLoseNothing() throws Exception {
    Path shards = folder.resolve("eval/samples");
    Launcher.Started eval = remote.start("eval", evaluated.toString(), "--run", run("eval"));
    waitForShards(eval, shards, 3);
    eval.kill();
    int published = directory("eval").shards().size();
    assertThat(published).isLessThan(samples.shards().size() / 2);

    Launcher.Started again = remote.start("eval", evaluated.toString(), "--run", run("eval"));
    waitForShards(again, shards, published + 3);
    killExecutor(1);
    waitForShards(again, shards, published + 8);
    killWorker(2);
    again.end().succeeds();
    assertThat(directory("eval").samples()).isEqualTo(samples.samples());
    assertThat(names(shards.resolve("_inflight"))).isEmpty();
    cluster.restartWorker(2);
  }

  @Test
  void concurrentEvalsWriteEverySampleOnce() throws Exception {
    Launcher half = remote.with("spark.cores.max=1");
    Launcher.Started one = half.start("eval", evaluated.toString(), "--run", run("both"));
    Launcher.Started two = half.start("eval", evaluated.toString(), "--run", run("both"));
    one.end().succeeds();
    two.end().succeeds();
    assertThat(directory("both").samples()).isEqualTo(samples.samples());
    assertThat(folder.resolve("both/samples/_inflight")).doesNotExist();
  }

  @Test
  void killedCompactionLosesNothing() throws Exception {
    Path run = copyOfSamples("compacted");
    Launcher.Started compact = remote.start("compact", run.toString());
    waitForShards(compact, run.resolve("samples/_compacting"), 1);
    compact.kill();
    remote.run("compact", "--force", run.toString()).succeeds();
    assertThat(directory("compacted").shards()).hasSize(1);
    assertThat(directory("compacted").samples()).isEqualTo(samples.samples());
    assertThat(local.run("eval", evaluated.toString(), "--run", run.toString()).output())
        .contains("samples are there already");
  }

  private static void killExecutor(int worker) {
    assertThat(cluster.executors(worker).filter(ProcessHandle::destroyForcibly).count())
        .as("executors of worker %d", worker)
        .isPositive();
  }

  private static void killWorker(int worker) {
    assertThat(cluster.executors(worker).count()).as("executors of worker %d", worker).isPositive();
    assertThat(cluster.worker(worker).destroyForcibly()).isTrue();
  }

  private static Path copyOfSamples(String name) throws IOException {
    Path from = folder.resolve("evaluated");
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  /** Waits until some sample files are there: more are under way. */
  private static void waitForShards(Launcher.Started job, Path where, int count) throws Exception {
    waitUntil(
        job,
        where,
        () -> names(where).stream().filter(n -> n.startsWith("shard-")).count() >= count);
  }

  /**
   * Waits until tensor files grow, which is when executors have made the statistics and begin to
   * merge.
   *
   * @param killed the folder of an earlier attempt
   * @return the attempt's folder
   */
  private static String waitForTensors(Launcher.Started job, Path where, String killed)
      throws Exception {
    List<String> found = new ArrayList<>();
    waitUntil(
        job,
        where,
        () -> {
          for (String attempt : names(where)) {
            for (String point :
                attempt.equals(killed) ? List.<String>of() : names(where, attempt)) {
              if (names(where, attempt, point).contains("model.safetensors")) {
                found.add(attempt);
              }
            }
          }
          return !found.isEmpty();
        });
    return found.get(0);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void waitUntil(Launcher.Started job, Path where, Condition condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(job.process().isAlive())
          .as("ended before it could be disturbed:\n%s", Files.readString(job.output()))
          .isTrue();
      assertThat(System.nanoTime()).as("nothing in " + where).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Returns what a folder holds; nothing where there is no such folder. */
  private static List<String> names(Path where, String... below) throws IOException {
    Path folder = where;
    for (String name : below) {
      folder = folder.resolve(name);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }
}
