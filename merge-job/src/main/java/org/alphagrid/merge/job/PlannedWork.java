package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.store.CheckpointMerger;
import org.alphagrid.merge.store.MergeBatches;
import org.alphagrid.merge.sweep.ModelSource;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Tells what a sweep would write, and whether there is room for it.
 *
 * @param models to merge
 * @param repeats points that merge the same as an earlier one
 * @param files shard files of each model
 * @param bytesEach weight bytes of each model
 * @param tasks that merge them all
 * @param readBytes of the parents, once for each batch of models
 * @param stored whether they are written at all
 * @param freeBytes on the target; -1 where the file system does not say
 */
record PlannedWork(
    int models,
    int repeats,
    int files,
    long bytesEach,
    int tasks,
    long readBytes,
    boolean stored,
    long freeBytes) {
  /**
   * @param target the run directory; need not be there yet
   * @param workers the executor that would merge
   */
  static PlannedWork of(
      Sweep written, ParentSet parents, long maxShardBytes, Path target, TaskExecutor workers)
      throws IOException {
    Sweep sweep = SweepRun.withoutRepeats(written, parents);
    DType dtype = SweepRun.dtype(sweep, parents);
    List<TensorEntry> tensors = parents.tensors();
    List<List<String>> shards = HuggingFaceFiles.shards(tensors, dtype, maxShardBytes);
    List<MergePoint> points = sweep.mergedPoints();
    CheckpointMerger.Cost cost =
        MergeBatches.cost(
            MergeBatches.of(points, parents, dtype, Optional.empty()),
            parents,
            dtype,
            shards,
            new Path(target, "points"),
            workers);
    return new PlannedWork(
        points.size(),
        written.mergedPoints().size() - points.size(),
        shards.size(),
        tensors.stream().mapToLong(t -> TensorEntry.byteCount(dtype, t.shape())).sum(),
        cost.tasks(),
        cost.readBytes(),
        sweep.eval().models() == ModelSource.STORED,
        free(target));
  }

  private static long free(Path target) throws IOException {
    Path there = target;
    while (there != null && !Storage.exists(there)) {
      there = there.getParent();
    }
    return there == null ? -1 : Storage.fileSystem(there).getStatus(there).getRemaining();
  }

  long bytes() {
    return bytesEach * models;
  }

  /** Returns whether the models do not fit where they would be stored. */
  boolean tooLarge() {
    return freeBytes >= 0 && bytes() > freeBytes;
  }

  List<String> lines(Path target) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "planned: %d models to merge, %d files and %,d bytes each, %d files and %,d bytes in all, by %d tasks that read %,d bytes"
            .formatted(models, files, bytesEach, models * files, bytes(), tasks, readBytes));
    if (repeats > 0) {
      lines.add("planned: %d points merge the same as an earlier one".formatted(repeats));
    }
    String room = freeBytes < 0 ? "unknown" : "%,d bytes".formatted(freeBytes);
    lines.add(
        stored
            ? "free space for %s: %s%s"
                .formatted(target, room, tooLarge() ? "; THE MODELS DO NOT FIT" : "")
            : "eval.models is in-memory: nothing is stored unless the merge command is run (free space for %s: %s)"
                .formatted(target, room));
    return lines;
  }
}
