package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.ByteProgress;
import org.alphagrid.job.JobSpark;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.Workers;
import org.alphagrid.storage.Storage;
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
 */
public record SweepMerge(SweepRun run, long maxShardBytes) {
  /** What Hugging Face's own files are cut to. */
  public static final String MAX_SHARD_BYTES = "5000000000";

  private static final Logger LOG = LoggerFactory.getLogger(SweepMerge.class);

  /** Merges and publishes; Spark is started only if something is missing. */
  public void merge(JobSpark spark) throws IOException {
    Sweep sweep = run.sweep();
    MergePlanner planner = new MergePlanner(run, maxShardBytes, UUID.randomUUID().toString());
    List<GridPoint> missing = planner.missing();
    if (!missing.isEmpty()) {
      try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor())) {
        merge(planner.plan(missing, parents), parents, spark);
      }
    }
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(
                missing.size(), sweep.mergedPoints().size() - missing.size(), run.directory()));
  }

  private void merge(MergePlan plan, ParentSet parents, JobSpark spark) throws IOException {
    LOG.info("merging {} points", plan.points().size());
    Workers workers = new SparkWorkers(spark.context(), new ByteProgress("merge"));
    try {
      new MergeCommit(run, plan, parents).mergeAndPublish(workers);
    } finally {
      for (Path folder : plan.folders()) {
        Storage.fileSystem(folder).delete(folder, true);
      }
    }
  }
}
