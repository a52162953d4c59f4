package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.store.CheckpointMerger;
import org.alphagrid.merge.store.MergeBatches;

/** Says what a merge job would do. */
final class MergeDryRun {
  private MergeDryRun() {}

  /**
   * Prints the plan.
   *
   * @param run bound without writing
   * @param batch how many points are merged together, if that is said
   */
  static void say(SweepRun run, long maxShardBytes, Optional<Integer> batch) throws IOException {
    SweepMerge merge = new SweepMerge(run, maxShardBytes, batch);
    List<MergePoint> missing = merge.missing();
    int all = run.sweep().mergedPoints().size();
    if (missing.isEmpty()) {
      Terminal.say("merge plan: all %d points are there already".formatted(all));
      return;
    }
    try (ParentSet parents = ParentSet.open(run.sweep().parents(), run.sweep().donor())) {
      List<List<MergePoint>> batches = MergeBatches.of(missing, parents, run.dtype(), batch);
      CheckpointMerger.Cost cost =
          MergeBatches.cost(
              batches,
              parents,
              run.dtype(),
              merge.shards(parents),
              merge.points(),
              TaskExecutor.NONE);
      Terminal.say(
          "merge plan: %d of %d points to merge, in %d batches of about %,d tasks in all"
              .formatted(missing.size(), all, batches.size(), cost.tasks()));
      Terminal.say(
          String.format(
              Locale.ROOT,
              "merge plan: reads %,.1f MB of parents at least once (twice where a method looks at"
                  + " whole tensors first), writes %,.1f MB and reads them back",
              cost.readBytes() / 1e6,
              cost.writtenBytes() / 1e6));
    }
  }
}
