package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.ByteProgress;
import org.alphagrid.job.JobSpark;
import org.alphagrid.job.ShardSize;
import org.alphagrid.job.SlotUse;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.MergeBatches;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.Workers;
import org.alphagrid.storage.Attempt;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores every point of a sweep that is not stored yet.
 *
 * @param run the sweep and its directory
 * @param maxShardBytes most tensor bytes of one output file
 * @param batch how many points are merged together, if that is said
 */
public record SweepMerge(SweepRun run, long maxShardBytes, Optional<Integer> batch) {
  private static final Logger LOG = LoggerFactory.getLogger(SweepMerge.class);

  /** The merge of a run in files of the default size. */
  public SweepMerge(SweepRun run) {
    this(run, ShardSize.DEFAULT_BYTES, Optional.empty());
  }

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
    Attempt.removeLeftovers(MergePlanner.points(run));
    List<GridPoint> missing = planner.missing();
    int merged = missing.isEmpty() ? 0 : merge(planner, missing, spark);
    int there = run.sweep().mergedPoints().size() - merged;
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(merged, there, run.directory()));
    run.sweep().points().stream()
        .filter(point -> point.equal() != null)
        .forEach(point -> Terminal.say("merge: %s is %s".formatted(point.id(), point.equal())));
  }

  /** Points stored under another name get theirs; gives the others. */
  private List<GridPoint> takeOver(List<GridPoint> points, ParentSet parents, Path unfinished)
      throws IOException {
    Map<String, Path> stored = MergeManifest.byRecipe(run);
    Path all = MergePlanner.points(run);
    List<GridPoint> rest = new ArrayList<>();
    for (GridPoint point : points) {
      Path same = stored.get(run.recipeDigest(point));
      if (same == null) {
        rest.add(point);
      } else {
        new StoredPoint(same).publishAs(run, point, parents, unfinished);
        Terminal.say(
            "merge: %s was stored as %s: not merged again"
                .formatted(point.id(), relative(all, same)));
      }
    }
    return rest;
  }

  private static String relative(Path folder, Path inside) {
    Path parent = inside.getParent();
    return parent.getName().equals(folder.getName())
        ? inside.getName()
        : relative(folder, parent) + "/" + inside.getName();
  }

  private int merge(MergePlanner planner, List<GridPoint> points, JobSpark spark)
      throws IOException {
    LOG.info("merging {} points", points.size());
    Sweep sweep = run.sweep();
    try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor());
        Attempt attempt = Attempt.begin(MergePlanner.points(run))) {
      SlotUse use = new SlotUse();
      spark.context().sc().addSparkListener(use);
      try {
        Workers workers = new SparkWorkers(spark.context(), new ByteProgress("merge"));
        List<GridPoint> rest = takeOver(points, parents, attempt.folder());
        for (List<GridPoint> together : MergeBatches.of(rest, parents, run.dtype(), batch)) {
          MergePlan plan = planner.plan(together, parents, attempt.folder());
          new MergeCommit(run, plan, parents).mergeAndPublish(workers);
        }
        Terminal.say(use.line("merge"));
        return rest.size();
      } finally {
        spark.context().sc().removeSparkListener(use);
      }
    }
  }
}
