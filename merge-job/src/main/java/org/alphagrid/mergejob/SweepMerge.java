package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.ByteProgress;
import org.alphagrid.job.JobSpark;
import org.alphagrid.job.SlotUse;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.Workers;
import org.alphagrid.storage.Attempt;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores every point of a sweep that is not stored yet.
 *
 * @param run the sweep and its directory
 * @param maxShardBytes most tensor bytes of one output file
 */
public record SweepMerge(SweepRun run, long maxShardBytes) {
  /** What Hugging Face's own files are cut to. */
  public static final String MAX_SHARD_BYTES = "5000000000";

  private static final Logger LOG = LoggerFactory.getLogger(SweepMerge.class);

  /** Says which points of a sweep are unlike what the notation's own program would make of them. */
  static void sayWhatDiffersFromPeers(Sweep sweep) {
    Map<String, List<String>> points = new LinkedHashMap<>();
    for (GridPoint point : sweep.mergedPoints()) {
      point
          .rule()
          .unlikePeer()
          .ifPresent(text -> points.computeIfAbsent(text, t -> new ArrayList<>()).add(point.id()));
    }
    points.forEach(
        (text, ids) -> Terminal.say("merge: %s: %s".formatted(String.join(", ", ids), text)));
  }

  /**
   * Merges and publishes; Spark is started only if something is missing. What killed runs left is
   * removed.
   */
  public void merge(JobSpark spark) throws IOException {
    MergePlanner planner = new MergePlanner(run, maxShardBytes);
    Attempt.removeLeftovers(MergePlanner.inFlight(run), "");
    List<GridPoint> missing = planner.missing();
    if (!missing.isEmpty()) {
      merge(planner, missing, spark);
    }
    int there = run.sweep().mergedPoints().size() - missing.size();
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(missing.size(), there, run.directory()));
    run.sweep().points().stream()
        .filter(point -> point.equal() != null)
        .forEach(point -> Terminal.say("merge: %s is %s".formatted(point.id(), point.equal())));
  }

  private void merge(MergePlanner planner, List<GridPoint> points, JobSpark spark)
      throws IOException {
    LOG.info("merging {} points", points.size());
    Sweep sweep = run.sweep();
    try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor());
        Attempt attempt = Attempt.begin(MergePlanner.inFlight(run), "")) {
      SlotUse use = new SlotUse();
      spark.context().sc().addSparkListener(use);
      try {
        Workers workers = new SparkWorkers(spark.context(), new ByteProgress("merge"));
        MergePlan plan = planner.plan(points, parents, attempt.folder());
        new MergeCommit(run, plan, parents).mergeAndPublish(workers);
        Terminal.say(use.line("merge"));
      } finally {
        spark.context().sc().removeSparkListener(use);
      }
    }
  }
}
