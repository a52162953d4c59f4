package org.alphagrid.eval.sample.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private static final long MB = 1 << 20;

  private static SampleFile file(int number, long bytes) {
    String name = new ShardName("%024x".formatted(number), new SampleRange(0, 1, 0, 1)).fileName();
    return new SampleFile(name, ShardName.parse(name).stream().toList(), bytes);
  }

  @Test
  void gatheredFilesAreNeitherSmallNorHuge() {
    Random random = new Random(7);
    List<SampleFile> files = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      files.add(file(i, random.nextInt((int) (15 * MB)) + 1));
    }
    files.add(file(5000, 40 * MB));
    files.add(new SampleFile("shard-import-0.parquet", List.of(), 5));
    List<CompactionTask> plan = new Compaction(new Path("samples")).plan(files);
    List<String> gathered = plan.stream().flatMap(one -> one.files().stream()).toList();
    assertThat(gathered).hasSize(4000).doesNotHaveDuplicates();
    for (CompactionTask one : plan) {
      long bytes =
          files.stream()
              .filter(file -> one.files().contains(file.name()))
              .mapToLong(SampleFile::bytes)
              .sum();
      assertThat(bytes).isBetween(16 * MB, 256 * MB);
    }
  }

  @Test
  void oneSmallFileStays() {
    assertThat(new Compaction(new Path("samples")).plan(List.of(file(1, 10)))).isEmpty();
    assertThat(new Compaction(new Path("samples")).plan(List.of(file(1, 20 * MB)))).isEmpty();
  }
}
