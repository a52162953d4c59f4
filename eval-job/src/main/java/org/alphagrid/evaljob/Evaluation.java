package org.alphagrid.evaljob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.alphagrid.job.Figure;
import org.alphagrid.job.JobFigures;
import org.alphagrid.job.ProgressLine;
import org.alphagrid.job.SlotUse;
import org.alphagrid.job.Terminal;
import org.alphagrid.storage.Attempt;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** A sweep's samples, planned: what is there, what is missing, and how to generate it. */
final class Evaluation {
  private final SweepRun run;
  private final EvalContext context;
  private final SampleFolder folder;
  private final EvalPlanner planner;

  private Evaluation(SweepRun run, EvalContext context) {
    this.run = run;
    this.context = context;
    this.folder = SampleFolder.of(run.directory());
    this.planner =
        new EvalPlanner(context, run.sweep().eval().samples(), run.sweep().eval().shardSamples());
  }

  /**
   * Reads everything that tasks will need; writes nothing.
   *
   * @param conf folder with {@code benchmarks/} and {@code protocols/}
   */
  static Evaluation of(SweepRun run, Path conf) throws IOException {
    return new Evaluation(run, new EvalSetup(run, conf).prepare());
  }

  /** Likewise, also before the merge job has stored the points. */
  static Evaluation preview(SweepRun run, Path conf) throws IOException {
    return new Evaluation(run, new EvalSetup(run, conf).preview());
  }

  /**
   * What is missing.
   *
   * @param tasks longest expected first
   * @param samples of all tasks
   * @param lengths expected of them
   */
  record Missing(List<EvalTask> tasks, long samples, ExpectedLengths lengths) {}

  EvalContext context() {
    return context;
  }

  EvalPlanner planner() {
    return planner;
  }

  SampleFolder folder() {
    return folder;
  }

  /** Plans what is missing. */
  Missing missing() throws IOException {
    List<SampleFile> files = folder.published();
    ExpectedLengths lengths = EarlierLengths.read(folder.path(), files, planner);
    List<EvalTask> tasks = planner.plan(files, lengths);
    return new Missing(
        tasks, tasks.stream().mapToLong(task -> task.cells().count()).sum(), lengths);
  }

  /** Brings the run directory into the state from which samples can be added. */
  void prepareFolder() throws IOException {
    for (Regime regime : context.regimes().values()) {
      for (Rendering rendering : regime.renderings().values()) {
        rendering.publish(run.directory());
      }
    }
    Attempt.removeLeftovers(folder.path());
    new Compaction(folder.path()).finish();
    int aside = planner.superseded(folder.path()).setAside(folder.published());
    if (aside > 0) {
      Terminal.say("eval: %d files made with other settings are set aside".formatted(aside));
    }
  }

  /**
   * Generates, grades and publishes what is missing.
   *
   * @param generated told of the tokens of each task that has ended
   */
  EvalOutcome generate(JavaSparkContext spark, Missing missing, LongConsumer generated)
      throws IOException {
    try (Attempt attempt = Attempt.begin(folder.path())) {
      return generate(spark, missing, generated, attempt.folder().toString());
    }
  }

  private EvalOutcome generate(
      JavaSparkContext spark, Missing missing, LongConsumer generated, String unfinished)
      throws IOException {
    long started = System.nanoTime();
    EvalProgress progress = new EvalProgress(context, missing.tasks(), missing.lengths(), started);
    ErrorLimit errors =
        new ErrorLimit(
            context,
            missing.tasks(),
            run.sweep().eval().maxErrorShare(),
            new StoppedPoints(unfinished));
    SlotUse use = new SlotUse();
    ProgressLine line = new ProgressLine();
    EvalTaskRunner runner =
        new EvalTaskRunner(spark.broadcast(context), folder.path().toString(), unfinished);
    spark.sc().addSparkListener(use);
    try {
      TaskRun.run(
          spark,
          missing.tasks(),
          runner,
          (result, task) -> {
            progress.done(task, result);
            generated.accept(result.tokens());
            try {
              errors.add(missing.tasks().get(task), result);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            long now = System.nanoTime();
            Map<Figure, Double> figures = progress.figures(now);
            JobFigures.publish(spark.sc(), "eval", figures);
            line.show(EvalProgress.line(figures, now - started), progress.isComplete());
          });
    } finally {
      spark.sc().removeSparkListener(use);
    }
    return new EvalOutcome(
        progress.figures(System.nanoTime()), errors.stopped(), errors.first(), use);
  }
}
