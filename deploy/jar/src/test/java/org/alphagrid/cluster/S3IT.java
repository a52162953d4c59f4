package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alphagrid.cluster.QuickstartSweep.Grid;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks parents, points, samples and report in an object store, where a rename is a copy. */
@Tag("slow")
class S3IT {
  private static final int SAMPLES = 2;
  private static final int PROBLEMS = 6;

  @TempDir Path folder;

  @Test
  void objectStoreReportEqualsLocalReport() throws Exception {
    try (StandaloneCluster spark =
            StandaloneCluster.start(folder.resolve("cluster"), "--memory", "1g");
        S3Server store = S3Server.start(folder)) {
      store.upload(QuickstartSweep.parents(), "parents");
      Launcher local = new Launcher(folder);
      Launcher remote =
          local
              .withJars(Launcher.s3Jars())
              .on(spark)
              .with("spark.executor.memory=900m")
              .with(store.settings());
      Path here = sweep("here.yaml", QuickstartSweep.parents().toString(), "in-memory");
      Launcher.Started reference =
          local.start("sweep", here.toString(), "--run", folder.resolve("run").toString());
      Path remoteSweep = sweep("s3.yaml", store.url() + "/parents", "stored");
      String target = store.url() + "/run";
      for (String job : List.of("merge", "eval")) {
        remote.run(job, remoteSweep.toString(), "--run", target).succeeds();
      }
      assertThat(remote.run("compact", target).succeeds().output())
          .contains("384 samples of 32 files gathered in 1");
      remote.run("report", target).succeeds();
      reference.end().succeeds();

      RunDirectory mine = RunDirectory.local(folder.resolve("run"));
      RunDirectory theirs = store.download("run");
      assertThat(theirs.samples()).hasSize(Grid.WIDE.models() * 2 * PROBLEMS * SAMPLES);
      assertThat(theirs.samples()).isEqualTo(mine.samples());
      assertThat(theirs.weights()).hasSize(Grid.WIDE.merged());
      for (String file : List.of("curve.csv", "pareto.csv")) {
        assertThat(theirs.report(file)).as(file).isEqualTo(mine.report(file));
      }

      Launcher client = local.withJars(Launcher.s3Jars()).with(store.settings());
      for (String job : List.of("merge", "eval")) {
        assertThat(client.run(job, remoteSweep.toString(), "--run", target).succeeds().output())
            .containsAnyOf(
                "0 points merged, 13 were there already", "all 384 samples are there already");
      }
      client.run("inspect", remoteSweep.toString(), "--out", store.url() + "/inspected").succeeds();
      client.run("regrade", target).succeeds();
      assertThat(store.list(""))
          .contains("/inspected/tensors.parquet", "/inspected/roles.parquet", "/run/points/")
          .containsPattern("/run/grades/[^/]+/samples/shard-")
          .doesNotContain(".parts", "_inflight/");
    }
  }

  private Path sweep(String file, String parents, String models) throws IOException {
    return QuickstartSweep.write(
        folder.resolve(file), parents, Grid.WIDE, SAMPLES, PROBLEMS, models);
  }
}
