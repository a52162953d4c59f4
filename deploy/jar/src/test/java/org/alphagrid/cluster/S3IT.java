package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents, points, samples and report in an object store, where a rename is a copy. */
@Tag("slow")
class S3IT {
  @TempDir Path folder;

  @Test
  void sweepInAnObjectStoreReportsWhatALocalOneReports() throws Exception {
    try (S3Server store = S3Server.start(Files.createDirectory(folder.resolve("s3")));
        StandaloneCluster spark =
            StandaloneCluster.start(folder.resolve("cluster"), "--memory", "1g")) {
      copy(QuickstartSweep.parents(), store.bucket().resolve("parents"));
      Launcher local = new Launcher(folder);
      Launcher remote =
          local
              .withJars(Launcher.home("deploy/s3a/target/jars"))
              .on(spark)
              .with("spark.executor.memory=900m")
              .with(store.settings());
      Path remoteSweep =
          QuickstartSweep.write(
              folder.resolve("s3.yaml"), store.url() + "/parents", 2, 8, "stored");
      String target = store.url() + "/run";
      remote.run("sweep", remoteSweep.toString(), "--run", target).succeeds();
      Path here =
          QuickstartSweep.write(
              folder.resolve("here.yaml"), QuickstartSweep.parents().toString(), 2, 8, "in-memory");
      local.run("sweep", here.toString(), "--run", folder.resolve("run").toString()).succeeds();

      RunDirectory mine = RunDirectory.local(folder.resolve("run"));
      RunDirectory theirs = store.run("run");
      assertThat(theirs.samples()).isEqualTo(mine.samples());
      assertThat(theirs.weights()).hasSize(13);
      for (String file : List.of("curve.csv", "pareto.csv")) {
        assertThat(theirs.report(file)).as(file).isEqualTo(mine.report(file));
      }
      assertThat(remote.run("sweep", remoteSweep.toString(), "--run", target).succeeds().output())
          .contains("0 points merged, 13 were there already", "samples are there already");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
