package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.alphagrid.cluster.QuickstartSweep.Grid;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs two workers with a GPU address each; parents, points, samples and report are on a real HDFS.
 */
@Tag("slow")
class HdfsIT {
  private static final int SAMPLES = 2;
  private static final int PROBLEMS = 12;

  @TempDir Path folder;

  @Test
  void clusterReportEqualsLocalReport() throws Exception {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    try (MiniDFSCluster hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).build();
        FileSystem files = hdfs.getFileSystem();
        StandaloneCluster spark =
            StandaloneCluster.start(folder.resolve("cluster"), "--gpus", "1", "--memory", "1g")) {
      String root = files.getUri().toString();
      files.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(QuickstartSweep.parents().toUri()),
          new org.apache.hadoop.fs.Path("/parents"));
      Launcher local = new Launcher(folder);
      Launcher remote =
          local
              .on(spark)
              .with(
                  "spark.executor.memory=900m",
                  "spark.executor.resource.gpu.amount=1",
                  "spark.hadoop.dfs.replication=2");

      Path here =
          QuickstartSweep.write(
              folder.resolve("here.yaml"),
              QuickstartSweep.parents().toString(),
              Grid.WIDE,
              SAMPLES,
              PROBLEMS,
              "in-memory");
      Launcher.Started reference =
          local.start("sweep", here.toString(), "--run", folder.resolve("run").toString());
      Path onHdfs =
          QuickstartSweep.write(
              folder.resolve("hdfs.yaml"),
              root + "/parents",
              Grid.WIDE,
              SAMPLES,
              PROBLEMS,
              "stored");
      remote.run("sweep", onHdfs.toString(), "--run", root + "/run").succeeds();
      reference.end().succeeds();

      RunDirectory mine = RunDirectory.local(folder.resolve("run"));
      RunDirectory theirs = new RunDirectory(new org.apache.hadoop.fs.Path(root, "run"), hadoop);
      assertThat(theirs.samples()).hasSize(Grid.WIDE.models() * 2 * PROBLEMS * SAMPLES);
      assertThat(theirs.samples()).isEqualTo(mine.samples());
      assertThat(theirs.weights()).hasSize(Grid.WIDE.merged()).hasSizeGreaterThanOrEqualTo(12);
      for (String file : new String[] {"curve.csv", "pareto.csv"}) {
        assertThat(theirs.report(file)).as(file).isEqualTo(mine.report(file));
      }
      for (String job : new String[] {"merge", "eval"}) {
        assertThat(remote.run(job, onHdfs.toString(), "--run", root + "/run").succeeds().output())
            .containsAnyOf("0 points merged, 13 were there already", "samples are there already");
      }

      // The addresses belong to no card: a task that needs one says so, and runs on no CPU instead.
      Path onGpu = folder.resolve("gpu.yaml");
      Files.writeString(
          onGpu,
          Files.readString(here).replace("  batch: 16", "  batch: 16\n  engine: {device: cuda}"));
      Launcher.Outcome refused =
          remote.run("eval", onGpu.toString(), "--run", folder.resolve("gpu").toString());
      assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
      assertThat(refused.output()).containsPattern("Cannot run on cuda device [01]: ");
      assertThat(RunDirectory.local(folder.resolve("gpu")).shards()).isEmpty();
    }
  }
}
