package org.alphagrid.merge.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Groups points that are merged together. The parents are read once for each batch, so a batch has
 * so many that reading them again is little beside writing the results; and no more, because a
 * point is published with its batch, and what is published stays when a run is killed.
 */
public final class MergeBatches {
  private static final int LEAST_POINTS = 16;
  private static final int MOST_POINTS = 1024;
  private static final long BYTES = 4L << 30;

  private MergeBatches() {}

  /**
   * Cuts points into batches, in their order.
   *
   * @param most points of a batch, if that is said
   */
  public static List<List<MergePoint>> of(
      List<MergePoint> points, ParentSet parents, DType dtype, Optional<Integer> most) {
    int size = most.orElseGet(() -> size(parents, dtype));
    List<List<MergePoint>> batches = new ArrayList<>();
    for (int from = 0; from < points.size(); from += size) {
      batches.add(points.subList(from, Math.min(points.size(), from + size)));
    }
    return batches;
  }

  /**
   * Returns what merging batches one after the other would take.
   *
   * @param shards names of the tensors of each file
   * @param folder where models would be stored; nothing is written
   * @param workers the executor that would merge
   */
  public static CheckpointMerger.Cost cost(
      List<List<MergePoint>> batches,
      ParentSet parents,
      DType dtype,
      List<List<String>> shards,
      Path folder,
      TaskExecutor workers)
      throws IOException {
    CheckpointMerger.Cost cost = CheckpointMerger.Cost.NONE;
    for (List<MergePoint> together : batches) {
      List<ModelMerge> merge = List.of(ModelMerge.of(parents, together, dtype));
      List<Path> folders = together.stream().map(point -> new Path(folder, point.id())).toList();
      cost = cost.plus(new CheckpointMerger(merge, shards, workers).cost(folders));
    }
    return cost;
  }

  private static int size(ParentSet parents, DType dtype) {
    long bytes = 1;
    for (TensorEntry tensor : parents.tensors()) {
      bytes += TensorEntry.byteCount(dtype, tensor.shape());
    }
    return (int) Math.min(MOST_POINTS, Math.max(LEAST_POINTS, BYTES / bytes));
  }
}
