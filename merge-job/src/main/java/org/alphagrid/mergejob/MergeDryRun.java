package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.MergedCheckpoint;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.StoredMerge;
import org.alphagrid.merge.TensorMerger;
import org.alphagrid.merge.Workers;
import org.alphagrid.sweep.SweepRun;

/** Says what a merge job would do. */
final class MergeDryRun {
  private MergeDryRun() {}

  /**
   * Prints the plan.
   *
   * @param run bound without writing
   */
  static void say(SweepRun run, long maxShardBytes) throws IOException {
    MergePlanner planner = new MergePlanner(run, maxShardBytes);
    List<GridPoint> missing = planner.missing();
    int all = run.sweep().mergedPoints().size();
    if (missing.isEmpty()) {
      Terminal.say("merge plan: all %d points are there already".formatted(all));
      return;
    }
    try (ParentSet parents = ParentSet.open(run.sweep().parents(), run.sweep().donor())) {
      MergedCheckpoint merged = new MergedCheckpoint(run.dtype());
      merged.add(TensorMerger.of(parents, missing, run.dtype()), parents.tensors());
      MergePlan plan = planner.plan(missing, parents, MergePlanner.inFlight(run));
      StoredMerge.Cost cost =
          new StoredMerge(merged, plan.shards(), Workers.NOBODY).cost(plan.folders());
      Terminal.say(
          "merge plan: %d of %d points to merge, in about %,d tasks"
              .formatted(missing.size(), all, cost.tasks()));
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
