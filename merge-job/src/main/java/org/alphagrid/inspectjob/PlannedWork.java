package org.alphagrid.inspectjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.ModelSource;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * What a sweep would write, and whether there is room for it.
 *
 * @param models to merge
 * @param files shard files of each
 * @param bytesEach weight bytes of each
 * @param stored whether they are written at all
 * @param freeBytes on the target; -1 where the file system does not say
 */
record PlannedWork(int models, int files, long bytesEach, boolean stored, long freeBytes) {
  /**
   * @param target the run directory; need not be there yet
   */
  static PlannedWork of(Sweep sweep, Checkpoint donor, DType dtype, long maxShardBytes, Path target)
      throws IOException {
    long bytes =
        donor.tensors().stream()
            .mapToLong(tensor -> TensorEntry.byteCount(dtype, tensor.shape()))
            .sum();
    return new PlannedWork(
        (int) sweep.models().stream().filter(point -> point.isMerged()).count(),
        HuggingFaceFiles.shards(donor.tensors(), dtype, maxShardBytes).size(),
        bytes,
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

  /** Whether the models do not fit where they would be stored. */
  boolean tooLarge() {
    return freeBytes >= 0 && bytes() > freeBytes;
  }

  List<String> lines(Path target) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "planned: %d models to merge, %d files and %,d bytes each, %d files and %,d bytes in all"
            .formatted(models, files, bytesEach, models * files, bytes()));
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
