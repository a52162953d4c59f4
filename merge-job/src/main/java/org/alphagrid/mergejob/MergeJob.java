package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.ByteProgress;
import org.alphagrid.job.JobCommand;
import org.alphagrid.job.SparkContexts;
import org.alphagrid.job.SweepArguments;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.Workers;
import org.alphagrid.storage.Attempt;
import org.alphagrid.sweep.ModelSource;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
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

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new MergeJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (work.mergekit == null) {
      mergeSweep(work.sweep);
    } else {
      work.mergekit.merge(maxShardBytes);
    }
    return 0;
  }

  private void mergeSweep(SweepArguments arguments) throws IOException {
    Sweep sweep = arguments.sweep();
    sayWhatDiffersFromPeers(sweep);
    if (whenNeeded && sweep.eval().models() != ModelSource.STORED) {
      Terminal.say("merge: nothing to store, the eval job merges in memory");
      return;
    }
    SweepRun run = arguments.run(sweep);
    MergePlanner planner = new MergePlanner(run, maxShardBytes);
    Attempt.removeLeftovers(MergePlanner.inFlight(run), "");
    List<GridPoint> missing = planner.missing();
    if (!missing.isEmpty()) {
      merge(run, planner, missing);
    }
    int there = run.sweep().mergedPoints().size() - missing.size();
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(missing.size(), there, run.directory()));
    run.sweep().points().stream()
        .filter(point -> point.equal() != null)
        .forEach(point -> Terminal.say("merge: %s is %s".formatted(point.id(), point.equal())));
  }

  private static void sayWhatDiffersFromPeers(Sweep sweep) {
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

  private void merge(SweepRun run, MergePlanner planner, List<GridPoint> points)
      throws IOException {
    LOG.info("merging {} points", points.size());
    Sweep sweep = run.sweep();
    // Spark ends first: nobody may write into a folder that is about to be removed.
    try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor());
        Attempt attempt = Attempt.begin(MergePlanner.inFlight(run), "");
        JavaSparkContext spark = SparkContexts.start("alphagrid merge " + sweep.name())) {
      Workers workers = new SparkWorkers(spark, new ByteProgress("merge"));
      MergePlan plan = planner.plan(points, parents, attempt.folder());
      new MergeCommit(run, plan, parents).mergeAndPublish(workers);
    }
  }
}
