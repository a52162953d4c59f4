package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.alphagrid.cluster.QuickstartSweep.Grid;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DFSTestUtil;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs jobs on a real HDFS that fails meanwhile: data nodes stop, space runs out. */
@Tag("slow")
class HdfsFaultsIT {
  private static final long BLOCK = 1 << 20;

  @TempDir static java.nio.file.Path folder;
  private static MiniDFSCluster hdfs;
  private static DistributedFileSystem files;
  private static Configuration hadoop;
  private static Launcher local;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void start() throws Exception {
    hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hadoop.setLong("dfs.blocksize", BLOCK);
    hadoop.setInt("dfs.client.retry.window.base", 50);
    hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).build();
    files = hdfs.getFileSystem();
    local =
        new Launcher(folder)
            .with(
                "spark.hadoop.dfs.blocksize=" + BLOCK,
                "spark.hadoop.dfs.client.retry.window.base=50",
                "spark.hadoop.dfs.client.block.write.replace-datanode-on-failure.policy=NEVER");
    java.nio.file.Path run = folder.resolve("undisturbed");
    java.nio.file.Path sweep = sweep("here", QuickstartSweep.parents().toString(), "in-memory");
    local.run("eval", sweep.toString(), "--run", run.toString()).succeeds();
    undisturbed = RunDirectory.local(run).samples();
  }

  @AfterAll
  static void stop() {
    if (hdfs != null) {
      hdfs.close();
    }
  }

  private static java.nio.file.Path sweep(String name, String parents, String models)
      throws IOException {
    return QuickstartSweep.write(
        folder.resolve(name + ".yaml"), parents, Grid.NARROW, 2, 6, models);
  }

  private static String url(String path) {
    return files.getUri() + path;
  }

  private static void upload(String name, int replication) throws Exception {
    Path target = new Path("/" + name);
    Configuration copies = new Configuration(hadoop);
    copies.setInt("dfs.replication", replication);
    try (FileSystem client = FileSystem.newInstance(files.getUri(), copies)) {
      client.copyFromLocalFile(new Path(QuickstartSweep.parents().toUri()), target);
    }
    for (String parent : new String[] {"direct", "think", "base"}) {
      Path file = new Path(target, parent + "/model.safetensors");
      DFSTestUtil.waitReplication(files, file, (short) replication);
    }
  }

  @Test
  void stoppedDataNodeFailsOnlyAJobWithOneReplica() throws Exception {
    upload("two", 2);
    upload("one", 1);
    for (String parent : new String[] {"direct", "think", "base"}) {
      for (var file : files.listStatus(new Path("/one/" + parent))) {
        if (!file.getPath().getName().equals("model.safetensors")) {
          files.setReplication(file.getPath(), (short) 2);
          DFSTestUtil.waitReplication(files, file.getPath(), (short) 2);
        }
      }
    }
    Path weights = new Path("/one/think/model.safetensors");
    String holder = files.getFileBlockLocations(weights, 0, 1)[0].getNames()[0];
    MiniDFSCluster.DataNodeProperties stopped = hdfs.stopDataNode(holder);
    try {
      java.nio.file.Path two = sweep("two", url("/two"), "in-memory");
      Launcher client = local.with("spark.hadoop.dfs.replication=1");
      // A file that was being written to the node may fail its task once.
      client.tryingAgain().run("eval", two.toString(), "--run", url("/run-two")).succeeds();
      assertThat(new RunDirectory(new Path(url("/run-two")), hadoop).samples())
          .isEqualTo(undisturbed);

      java.nio.file.Path one = sweep("one", url("/one"), "in-memory");
      Launcher.Outcome failed = client.run("eval", one.toString(), "--run", url("/run-one"));
      assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
      assertThat(failed.output())
          .contains("Cannot read ", "bytes at ", "/model.safetensors: ", "Could not obtain block");
      assertThat(stopped).isNotNull();
      hdfs.restartDataNode(stopped, true);
      hdfs.waitActive();
      client.tryingAgain().run("eval", one.toString(), "--run", url("/run-one")).succeeds();
      assertThat(new RunDirectory(new Path(url("/run-one")), hadoop).samples())
          .isEqualTo(undisturbed);
    } finally {
      if (hdfs.getDataNodes().size() < 2) {
        hdfs.restartDataNode(stopped, true);
      }
      hdfs.waitActive();
    }
  }

  /** Checks a quota, which is what a full disk is on HDFS: a block that does not fit is refused. */
  @Test
  void exceededQuotaFailsAndLosesNothing() throws Exception {
    upload("full", 2);
    java.nio.file.Path sweep = sweep("full", url("/full"), "stored");
    Path run = new Path("/run-full");
    files.mkdirs(run);
    Launcher client = local.with("spark.hadoop.dfs.replication=1");
    files.setQuota(run, HdfsConstants.QUOTA_DONT_SET, 4 * BLOCK);
    Launcher.Outcome merge = client.run("merge", sweep.toString(), "--run", url("/run-full"));
    assertThat(merge.exitCode()).as(merge.output()).isEqualTo(1);
    assertThat(merge.output()).contains("model.safetensors", "quota", "exceeded");
    assertThat(new RunDirectory(run, hadoop).weights()).isEmpty();

    files.setQuota(run, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    client.run("merge", sweep.toString(), "--run", url("/run-full")).succeeds();
    assertThat(new RunDirectory(new Path(url("/run-full")), hadoop).weights())
        .hasSize(Grid.NARROW.merged());

    long used = files.getContentSummary(run).getSpaceConsumed();
    files.setQuota(run, HdfsConstants.QUOTA_DONT_SET, used + 3 * BLOCK / 2);
    Launcher.Outcome eval = client.run("eval", sweep.toString(), "--run", url("/run-full"));
    assertThat(eval.exitCode()).as(eval.output()).isEqualTo(1);
    assertThat(eval.output()).contains("quota of /run-full is exceeded").doesNotContain("\tat ");
    Map<String, String> before = new RunDirectory(new Path(url("/run-full")), hadoop).samples();
    assertThat(before.size()).isLessThan(undisturbed.size());

    files.setQuota(run, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    client.run("eval", sweep.toString(), "--run", url("/run-full")).succeeds();
    assertThat(new RunDirectory(new Path(url("/run-full")), hadoop).samples())
        .isEqualTo(undisturbed)
        .containsAllEntriesOf(before);
  }
}
