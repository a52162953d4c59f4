package org.alphagrid.eval.sample.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphagrid.eval.sample.Release010Samples;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTaskTest {
  @TempDir Path run;

  @Test
  void filesOfRelease010AreGatheredInOne() throws IOException {
    Files.createDirectories(run.resolve("samples"));
    SampleFolder folder = SampleFolder.of(hadoop(run));
    SampleRow first = Release010Samples.row("linear/alpha=0.70", "sums", "p1", 30);
    SampleRow second = Release010Samples.row("linear/alpha=0.70", "sums", "p2", 12);
    Release010Samples.write(shard(folder, 0), List.of(first));
    Release010Samples.write(shard(folder, 1), List.of(second));

    Compaction compaction = new Compaction(folder.path());
    List<CompactionTask> plan = compaction.plan(folder.published());
    assertThat(plan).hasSize(1);
    assertThat(plan.get(0).write(run.resolve("samples/_inflight/1").toUri().toString()))
        .isEqualTo(2);
    compaction.finish();

    List<SampleFile> files = folder.published();
    assertThat(files).hasSize(1);
    assertThat(files.get(0).members()).hasSize(2);
    try (SampleReader reader =
        new SampleReader(new org.apache.hadoop.fs.Path(folder.path(), files.get(0).name()))) {
      assertThat(List.of(reader.read(), reader.read())).containsExactlyInAnyOrder(first, second);
      assertThat(reader.read()).isNull();
    }
  }

  private static org.apache.hadoop.fs.Path shard(SampleFolder folder, int problem) {
    SampleRange range = new SampleRange(problem, problem + 1, 0, 1);
    return new org.apache.hadoop.fs.Path(
        folder.path(), new ShardName("0".repeat(24), range).fileName());
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
