package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.ModelSource;
import org.alphagrid.merge.sweep.Sweep;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @ArgGroup(multiplicity = "1")
  private Work work;

  /** What is merged: the points of a sweep, or one configuration. */
  private static final class Work {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private SweepArguments sweep;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private MergekitArguments mergekit;
  }

  @Mixin private ShardSize shards;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Points merged together: parents are read once for each batch, and a run that is killed"
              + " loses no more than one (default: 16, or more where they make 4 GiB).")
  private Integer batch;

  @Option(
      names = "--when-needed",
      description = "Do nothing where the sweep's eval.models is in-memory.")
  private boolean whenNeeded;

  @Option(
      names = "--dry-run",
      description = "Only say what would be done: points, tasks, bytes. Writes nothing.")
  private boolean dryRun;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new MergeJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (batch != null && batch < 1) {
      throw new UserException("Invalid --batch %d (must be at least 1)".formatted(batch));
    }
    if (work.mergekit == null) {
      mergeSweep(work.sweep);
    } else if (dryRun) {
      throw new UserException("Invalid --dry-run: it needs a sweep (not --mergekit)");
    } else {
      work.mergekit.merge(shards.mostBytes());
    }
    return 0;
  }

  private void mergeSweep(SweepArguments arguments) throws IOException {
    Sweep sweep = arguments.sweep();
    SweepMerge.sayWhatDiffersFromMergekit(sweep);
    if (whenNeeded && sweep.eval().models() != ModelSource.STORED) {
      Terminal.say("merge: nothing to store, the eval job merges in memory");
      return;
    }
    if (dryRun) {
      MergeDryRun.say(arguments.preview(sweep), shards.mostBytes(), Optional.ofNullable(batch));
      return;
    }
    SweepRun run = arguments.run(sweep);
    try (JobSpark spark = new JobSpark("alphagrid merge " + sweep.name())) {
      new SweepMerge(run, shards.mostBytes(), Optional.ofNullable(batch)).merge(spark);
    }
  }
}
