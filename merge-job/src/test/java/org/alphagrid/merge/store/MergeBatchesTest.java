package org.alphagrid.merge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.builtin.Linear;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeBatchesTest {
  private static final MergeMethod LINEAR = new Linear();

  @TempDir Path directory;

  @Test
  void everyPointIsInOneBatchInOrder() throws IOException {
    List<MergePoint> points = points(5);
    try (ParentSet parents = parents()) {
      assertThat(MergeBatches.of(points, parents, DType.BF16, Optional.of(2)))
          .containsExactly(points.subList(0, 2), points.subList(2, 4), points.subList(4, 5));
      assertThat(MergeBatches.of(List.of(), parents, DType.BF16, Optional.empty())).isEmpty();
    }
  }

  /** Small models are merged many at once, but not without end: a kill would lose them all. */
  @Test
  void batchOfSmallModelsIsBounded() throws IOException {
    List<MergePoint> points = points(1030);
    try (ParentSet parents = parents()) {
      assertThat(MergeBatches.of(points, parents, DType.BF16, Optional.empty()))
          .extracting(List::size)
          .containsExactly(1024, 6);
    }
  }

  @Test
  void parentsAreReadOnceForEachBatchAndResultsWrittenOnce() throws IOException {
    List<MergePoint> points = points(5);
    try (ParentSet parents = parents()) {
      long bytes = parents.tensors().stream().mapToLong(TensorEntry::bytes).sum();

      CheckpointMerger.Cost together = cost(parents, points, 5);
      CheckpointMerger.Cost cut = cost(parents, points, 2);

      assertThat(together.readBytes()).isEqualTo(2 * bytes);
      assertThat(cut.readBytes()).isEqualTo(3 * 2 * bytes);
      assertThat(together.writtenBytes()).isEqualTo(5 * bytes);
      assertThat(cut.writtenBytes()).isEqualTo(5 * bytes);
      assertThat(cut.tasks()).isGreaterThanOrEqualTo(3);
    }
  }

  private CheckpointMerger.Cost cost(ParentSet parents, List<MergePoint> points, int most)
      throws IOException {
    return MergeBatches.cost(
        MergeBatches.of(points, parents, DType.BF16, Optional.of(most)),
        parents,
        DType.BF16,
        HuggingFaceFiles.shards(parents.tensors(), DType.BF16, Long.MAX_VALUE),
        new org.apache.hadoop.fs.Path(directory.resolve("points").toUri()),
        TaskExecutor.NONE);
  }

  private ParentSet parents() throws IOException {
    return ParentSet.open(
        Map.of(ParentRole.DIRECT, written("direct", 1), ParentRole.THINK, written("think", 2)));
  }

  private org.apache.hadoop.fs.Path written(String name, int seed) throws IOException {
    Path folder = new TinyCheckpoint().seed(seed).write(directory.resolve(name));
    return new org.apache.hadoop.fs.Path(folder.toUri());
  }

  private static List<MergePoint> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> BigDecimal.valueOf(i + 1).movePointLeft(4))
        .map(alpha -> GridPoint.of(LINEAR, ParameterValues.of(LINEAR, Map.of("alpha", alpha))))
        .toList();
  }
}
