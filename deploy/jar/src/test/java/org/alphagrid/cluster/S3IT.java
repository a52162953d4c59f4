package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents, points, samples and report in an object store, where a rename is a copy. */
@Tag("slow")
class S3IT {
  @TempDir Path folder;

  @Test
  void sweepInAnObjectStoreReportsWhatALocalOneReports() throws Exception {
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
      Path remoteSweep =
          QuickstartSweep.write(
              folder.resolve("s3.yaml"), store.url() + "/parents", 2, 8, "stored");
      String target = store.url() + "/run";
      for (String job : List.of("merge", "eval")) {
        remote.run(job, remoteSweep.toString(), "--run", target).succeeds();
      }
      assertThat(remote.run("compact", target).succeeds().output())
          .contains("512 samples of 32 files gathered in 1");
      remote.run("report", target).succeeds();
      Path here =
          QuickstartSweep.write(
              folder.resolve("here.yaml"), QuickstartSweep.parents().toString(), 2, 8, "in-memory");
      local.run("sweep", here.toString(), "--run", folder.resolve("run").toString()).succeeds();

      RunDirectory mine = RunDirectory.local(folder.resolve("run"));
      RunDirectory theirs = store.download("run");
      assertThat(theirs.samples()).hasSize(QuickstartSweep.MODELS * 2 * 8 * 2);
      assertThat(theirs.samples()).isEqualTo(mine.samples());
      assertThat(theirs.weights()).hasSize(13);
      for (String file : List.of("curve.csv", "pareto.csv")) {
        assertThat(theirs.report(file)).as(file).isEqualTo(mine.report(file));
      }
      assertThat(store.list("run")).doesNotContain("_inflight/");
      for (String job : List.of("merge", "eval")) {
        assertThat(remote.run(job, remoteSweep.toString(), "--run", target).succeeds().output())
            .containsAnyOf(
                "0 points merged, 13 were there already", "all 512 samples are there already");
      }

      Launcher client = local.withJars(Launcher.s3Jars()).with(store.settings());
      client.run("inspect", remoteSweep.toString(), "--out", store.url() + "/inspected").succeeds();
      assertThat(store.list("inspected"))
          .contains("/inspected/tensors.parquet", "/inspected/roles.parquet")
          .doesNotContain(".parts");
      client.run("regrade", target).succeeds();
      assertThat(store.list("run/grades")).contains("/samples/shard-").doesNotContain("_inflight/");
    }
  }
}
