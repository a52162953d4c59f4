package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.alphagrid.job.JobCommand;
import org.alphagrid.job.SparkContexts;
import org.alphagrid.job.TaskProgress;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepReader;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges every point of a sweep and stores each as a checkpoint in the run directory. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = "Merges every point of a sweep and stores each as a Hugging Face checkpoint.",
    footer = {"", "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."})
public final class MergeJob implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(MergeJob.class);

  @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep file (YAML).")
  private String sweepFile;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run directory; runs/<name of the sweep> by default.")
  private String runDirectory;

  @Option(
      names = "--max-shard-bytes",
      paramLabel = "N",
      defaultValue = "5000000000",
      description = "Most tensor bytes of one output file (default: ${DEFAULT-VALUE}).")
  private long maxShardBytes;

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new MergeJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Sweep sweep = SweepReader.read(new Path(sweepFile));
    SweepRun run =
        SweepRun.open(
            sweep, new Path(runDirectory == null ? "runs/" + sweep.name() : runDirectory));
    try (ParentSet parents = ParentSet.open(sweep.parents());
        JavaSparkContext spark = SparkContexts.start("alphagrid merge " + sweep.name())) {
      merge(run, parents, spark);
    }
    return 0;
  }

  private void merge(SweepRun run, ParentSet parents, JavaSparkContext spark) throws IOException {
    String attempt = UUID.randomUUID().toString();
    MergePlan plan =
        new MergePlanner(run, maxShardBytes, spark.defaultParallelism(), attempt).plan(parents);
    int all = run.sweep().mergedPoints().size();
    LOG.info("merging {} of {} points in {} tasks", plan.points().size(), all, plan.tasks().size());
    if (!plan.tasks().isEmpty()) {
      try {
        spark.sc().addSparkListener(new TaskProgress("merge", plan.tasks().size(), () -> ""));
        MergeCommit commit = new MergeCommit(run, plan, parents);
        spark
            .parallelize(plan.tasks(), plan.tasks().size())
            .map(new MergeTaskRunner())
            .collect()
            .forEach(commit::add);
        commit.publish();
      } finally {
        for (Path folder : plan.folders().values()) {
          Storage.fileSystem(folder).delete(folder, true);
        }
      }
    }
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(plan.points().size(), all - plan.points().size(), run.directory()));
  }
}
