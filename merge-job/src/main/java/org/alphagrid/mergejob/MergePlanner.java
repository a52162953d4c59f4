package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/** Finds out what is left to do and where it goes. */
final class MergePlanner {
  private final SweepRun run;
  private final long maxShardBytes;

  /**
   * @param maxShardBytes most tensor bytes of one shard file, unless a single tensor is larger
   */
  MergePlanner(SweepRun run, long maxShardBytes) {
    this.run = run;
    this.maxShardBytes = maxShardBytes;
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

  /** Returns the folder of stored points. */
  static Path points(SweepRun run) {
    return new Path(run.directory(), "points");
  }

  /**
   * Plans some points.
   *
   * @param unfinished a folder of this run's own, so that two runs never write one file
   */
  MergePlan plan(List<GridPoint> points, ParentSet parents, Path unfinished) {
    List<Path> folders = new ArrayList<>();
    for (GridPoint point : points) {
      folders.add(new Path(unfinished, run.recipeDigest(point).substring(0, 16)));
    }
    return new MergePlan(
        points, folders, HuggingFaceFiles.shards(parents.tensors(), run.dtype(), maxShardBytes));
  }
}
