package org.alphagrid.eval.job;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.merge.job.SweepArguments;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.Sweep;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates, grades and stores the samples of a sweep that are not stored yet. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Runs every model of a sweep on its benchmarks; one Parquet row per sample.",
    footer = {
      "",
      "Samples that are stored already are not generated again.",
      "",
      "Exit codes: 0 done, 1 unexpected failure, 2 wrong input, 3 done but some samples ended in an"
          + " error (their rows say why)."
    })
public final class EvalJob implements Callable<Integer> {
  private static final int DONE_WITH_ERRORS = 3;

  @Mixin private SweepArguments arguments;

  @Mixin private DefinitionArguments definitions;

  @Option(
      names = "--dry-run",
      description =
          "Only say what would be done: points, tasks, bytes, expected tokens and hours. Writes"
              + " nothing.")
  private boolean dryRun;

  @Option(
      names = "--pilot",
      paramLabel = "N",
      description =
          "With --dry-run: first generate N samples of each benchmark at up to five points, by which"
              + " the rest is estimated. These are stored and not generated again.")
  private int pilot;

  /** Runs the command; the entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    SweepEvaluation.exit(JobCommand.run(new EvalJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    requireOptions();
    Path conf = definitions.folder();
    Sweep sweep = SweepEvaluation.withSamples(arguments.sweep(), conf);
    if (dryRun && pilot == 0) {
      SweepRun run = arguments.preview(sweep);
      EvalDryRun.say(new SweepEvaluation(run, conf).forecast(), Optional.empty());
      return 0;
    }
    SweepRun run = arguments.run(sweep);
    try (JobSpark spark = new JobSpark("alphagrid eval " + sweep.name())) {
      SweepEvaluation evaluation = new SweepEvaluation(run, conf);
      if (!dryRun) {
        return evaluation.run(spark) == 0 ? 0 : DONE_WITH_ERRORS;
      }
      evaluation.pilot(spark, pilot);
      return 0;
    }
  }

  private void requireOptions() {
    if (pilot < 0) {
      throw new UserException("Invalid --pilot: %d (must be at least 1)".formatted(pilot));
    }
    if (pilot > 0 && !dryRun) {
      throw new UserException("Invalid --pilot: %d (needs --dry-run)".formatted(pilot));
    }
  }
}
