package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/** Finds out what is left to do and where it goes. */
final class MergePlanner {
  private final SweepRun run;
  private final long maxShardBytes;
  private final String attempt;

  /**
   * @param maxShardBytes most tensor bytes of one shard file, unless a single tensor is larger
   * @param attempt a name no other driver uses, so that two runs never write one file
   */
  MergePlanner(SweepRun run, long maxShardBytes, String attempt) {
    this.run = run;
    this.maxShardBytes = maxShardBytes;
    this.attempt = attempt;
  }

  /** The points that are not yet published, in grid order. */
  List<GridPoint> missing() throws IOException {
    List<GridPoint> missing = new ArrayList<>();
    for (GridPoint point : run.sweep().mergedPoints()) {
      if (!MergeManifest.isPublished(run, point)) {
        missing.add(point);
      }
    }
    return missing;
  }

  /** Plans some points. */
  MergePlan plan(List<GridPoint> points, ParentSet parents) {
    List<Path> folders = new ArrayList<>();
    Path inFlight = new Path(new Path(run.directory(), "points"), Storage.IN_FLIGHT);
    for (GridPoint point : points) {
      String name = run.recipeDigest(point).substring(0, 16) + "." + attempt;
      folders.add(new Path(inFlight, name));
    }
    return new MergePlan(
        points, folders, HuggingFaceFiles.shards(parents.tensors(), run.dtype(), maxShardBytes));
  }
}
