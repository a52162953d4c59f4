package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.config.ConfigException;
import org.alphagrid.job.JobCommand;
import org.alphagrid.job.SparkContexts;
import org.alphagrid.job.SweepArguments;
import org.alphagrid.job.Terminal;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger LOG = LoggerFactory.getLogger(EvalJob.class);
  private static final int DONE_WITH_ERRORS = 3;

  /** More small files than this are gathered at the end. */
  private static final int MOST_SMALL_FILES = 1000;

  @Mixin private SweepArguments arguments;

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      defaultValue = "conf",
      description = "Folder with benchmarks/ and protocols/ (default: ${DEFAULT-VALUE}).")
  private String confDirectory;

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

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new EvalJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    requireOptions();
    Path conf = new Path(confDirectory);
    Sweep sweep = DefaultSamples.fill(arguments.sweep(), new Path(conf, "benchmarks"));
    if (dryRun && pilot == 0) {
      SweepRun run = arguments.preview(sweep);
      DryRun.of(Evaluation.preview(run, conf), run).say();
      return 0;
    }
    SweepRun run = arguments.run(sweep);
    Evaluation evaluation = Evaluation.of(run, conf);
    evaluation.prepareFolder();
    if (dryRun) {
      Pilot.Speed speed;
      try (JavaSparkContext spark = SparkContexts.start("alphagrid pilot " + sweep.name())) {
        speed = Pilot.run(evaluation, spark, pilot);
      }
      DryRun.of(evaluation, run).after(speed).say();
      return 0;
    }
    Evaluation.Missing missing = evaluation.missing();
    LOG.info("generating {} samples in {} tasks", missing.samples(), missing.tasks().size());
    if (missing.tasks().isEmpty()) {
      Terminal.say(
          "eval: all %d samples are there already".formatted(evaluation.planner().wanted()));
      return 0;
    }
    Terminal.say(
        "eval: %d of %d samples to generate, %d models, %d benchmarks"
            .formatted(
                missing.samples(),
                evaluation.planner().wanted(),
                evaluation.context().models().size(),
                sweep.eval().benchmarks().size()));
    try (JavaSparkContext spark = SparkContexts.start("alphagrid eval " + sweep.name())) {
      EvalOutcome outcome = evaluation.generate(spark, missing);
      compactIfMany(evaluation, spark);
      return report(outcome);
    }
  }

  private void requireOptions() {
    if (pilot < 0) {
      throw new ConfigException("Invalid --pilot: %d (must be at least 1)".formatted(pilot));
    }
    if (pilot > 0 && !dryRun) {
      throw new ConfigException("Invalid --pilot: %d (needs --dry-run)".formatted(pilot));
    }
  }

  private static void compactIfMany(Evaluation evaluation, JavaSparkContext spark)
      throws IOException {
    List<SampleFile> files = evaluation.folder().published();
    long small = files.stream().filter(file -> file.bytes() < Compaction.SMALL).count();
    if (small > MOST_SMALL_FILES && !evaluation.folder().othersAtWork()) {
      CompactJob.compact(spark, evaluation.folder());
    }
  }

  private static int report(EvalOutcome outcome) {
    Terminal.say("eval: %,d samples, %,d tokens".formatted(outcome.samples(), outcome.tokens()));
    Terminal.say(outcome.use().line("eval"));
    outcome.stopped().forEach(line -> Terminal.say("eval: " + line));
    if (outcome.errors() == 0) {
      return 0;
    }
    Terminal.say(
        "eval: %d samples ended in an error; the first: %s"
            .formatted(outcome.errors(), outcome.firstError()));
    return DONE_WITH_ERRORS;
  }
}
