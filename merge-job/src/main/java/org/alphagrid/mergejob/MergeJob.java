package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.alphagrid.config.ConfigException;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.ByteProgress;
import org.alphagrid.job.JobCommand;
import org.alphagrid.job.SlotUse;
import org.alphagrid.job.SparkContexts;
import org.alphagrid.job.SweepArguments;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.Workers;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.ModelSource;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Merges every point of a sweep and stores each as a checkpoint in the run directory. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description =
        "Merges every point of a sweep, or one mergekit configuration, and stores the results as"
            + " Hugging Face checkpoints.",
    footer = {"", "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."})
public final class MergeJob implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(MergeJob.class);

  @ArgGroup(multiplicity = "1")
  private Work work;

  /** What is merged: the points of a sweep, or one configuration. */
  private static final class Work {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private SweepArguments sweep;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private MergekitArguments mergekit;
  }

  @Option(
      names = "--max-shard-bytes",
      paramLabel = "N",
      defaultValue = "5000000000",
      description = "Most tensor bytes of one output file (default: ${DEFAULT-VALUE}).")
  private long maxShardBytes;

  @Option(
      names = "--when-needed",
      description = "Do nothing where the sweep's eval.models is in-memory.")
  private boolean whenNeeded;

  @Option(
      names = "--dry-run",
      description = "Only say what would be done: points, tasks, bytes. Writes nothing.")
  private boolean dryRun;

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new MergeJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (work.mergekit == null) {
      mergeSweep(work.sweep);
    } else if (dryRun) {
      throw new ConfigException("Invalid --dry-run: it needs a sweep (not --mergekit)");
    } else {
      work.mergekit.merge(maxShardBytes);
    }
    return 0;
  }

  private void mergeSweep(SweepArguments arguments) throws IOException {
    Sweep sweep = arguments.sweep();
    if (whenNeeded && sweep.eval().models() != ModelSource.STORED) {
      Terminal.say("merge: nothing to store, the eval job merges in memory");
      return;
    }
    if (dryRun) {
      MergeDryRun.say(arguments.preview(sweep), maxShardBytes);
      return;
    }
    SweepRun run = arguments.run(sweep);
    MergePlanner planner = new MergePlanner(run, maxShardBytes, UUID.randomUUID().toString());
    List<GridPoint> missing = planner.missing();
    if (!missing.isEmpty()) {
      try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor());
          JavaSparkContext spark = SparkContexts.start("alphagrid merge " + sweep.name())) {
        merge(run, planner.plan(missing, parents), parents, spark);
      }
    }
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(
                missing.size(), sweep.mergedPoints().size() - missing.size(), run.directory()));
  }

  private void merge(SweepRun run, MergePlan plan, ParentSet parents, JavaSparkContext spark)
      throws IOException {
    LOG.info("merging {} points", plan.points().size());
    Workers workers = new SparkWorkers(spark, new ByteProgress("merge"));
    SlotUse use = new SlotUse();
    spark.sc().addSparkListener(use);
    try {
      new MergeCommit(run, plan, parents).mergeAndPublish(workers);
      Terminal.say(use.line("merge"));
    } finally {
      for (Path folder : plan.folders()) {
        Storage.fileSystem(folder).delete(folder, true);
      }
    }
  }
}
