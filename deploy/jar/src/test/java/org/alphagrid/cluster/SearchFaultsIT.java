package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that a search killed at three random moments and started again ends with the same report.
 */
@Tag("slow")
class SearchFaultsIT {
  private static final String SWEEP =
      """
      name: search
      parents:
        direct: %1$s/direct
        think: %1$s/think
        base: %1$s/base
      merge:
        - {method: linear, alpha: {from: 0, to: 1, step: 0.1}}
      eval:
        benchmarks: [chain-sum, choice-sum]
        protocol: quickstart
        samples: 2
        problems: 24
        models: %2$s
        seed: 17
        batch: 16
        shardSamples: 8
      search: %3$s
      report: {baseline: direct, margin: 0.02}
      """;

  @TempDir Path folder;

  @Test
  void killedAdaptiveSearchResumesToTheSameReport() throws Exception {
    threeKillsChangeNothing(
        "stored",
        "{pilot: {points: 6, problems: 4, samples: 1}, race: {rungs: 3}, budget: {share: 0.6}}");
  }

  /** Kills while several candidates are being evaluated, each with some of its samples. */
  @Test
  void killedSpaceSearchResumesToTheSameReport() throws Exception {
    threeKillsChangeNothing(
        "in-memory",
        "{strategy: gp, space: [{method: ties, alpha: [0, 1], density: [0.2, 0.9]}], initial: 4,"
            + " evaluations: 9, inFlight: 3, heldOut: 0.5, finalists: 4, budget: {tokens: 1.0e+6}}");
  }

  private void threeKillsChangeNothing(String models, String search) throws Exception {
    Path sweep =
        Files.writeString(
            folder.resolve("search.yaml"),
            SWEEP.formatted(QuickstartSweep.parents(), models, search));
    Launcher launcher = new Launcher(folder);
    Path calm = folder.resolve("calm");
    launcher.run("sweep", sweep.toString(), "--run", calm.toString()).succeeds();
    long files = shards(calm);
    assertThat(files).isGreaterThan(20);

    Path killed = folder.resolve("killed");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long before = 0;
    for (int kill = 0; kill < 3; kill++) {
      // Somewhere in each third of the work, and at no particular point of a write.
      long target = before + 1 + random.nextInt((int) (files / 3) - 1);
      Launcher.Started job = launcher.start("sweep", sweep.toString(), "--run", killed.toString());
      while (shards(killed) < target) {
        assertThat(job.process().isAlive())
            .as("ended before kill %d (seed %d):\n%s", kill, seed, Files.readString(job.output()))
            .isTrue();
        TimeUnit.MILLISECONDS.sleep(1 + random.nextInt(20));
      }
      job.kill();
      before = (kill + 1) * files / 3;
    }
    launcher.run("sweep", sweep.toString(), "--run", killed.toString()).succeeds();

    RunDirectory one = RunDirectory.local(calm);
    RunDirectory other = RunDirectory.local(killed);
    assertThat(other.samples()).as("seed " + seed).isEqualTo(one.samples());
    for (String table :
        new String[] {"search-log.csv", "curve.csv", "pareto.csv", "improvements.csv"}) {
      assertThat(other.report(table)).as(table + ", seed " + seed).isEqualTo(one.report(table));
    }
    assertThat(killed.resolve("search/search.json"))
        .hasSameTextualContentAs(calm.resolve("search/search.json"));
  }

  private static long shards(Path run) throws IOException {
    Path samples = run.resolve("samples");
    if (!Files.isDirectory(samples)) {
      return 0;
    }
    try (Stream<Path> found = Files.list(samples)) {
      return found.filter(file -> file.getFileName().toString().startsWith("shard-")).count();
    }
  }
}
