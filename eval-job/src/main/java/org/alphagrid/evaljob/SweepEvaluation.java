package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.alphagrid.job.JobSpark;
import org.alphagrid.job.Terminal;
import org.alphagrid.storage.Attempt;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generates, grades and stores the samples of a sweep that are not stored yet.
 *
 * @param run the sweep and its directory
 * @param conf folder with {@code benchmarks/} and {@code protocols/}
 */
public record SweepEvaluation(SweepRun run, Path conf) {
  /** More small files than this are gathered at the end. */
  private static final int MOST_SMALL_FILES = 1000;

  /** Evaluations that begin at once look at a run's folder, and tidy it, one after another. */
  private static final Object FOLDER = new Object();

  private static final Logger LOG = LoggerFactory.getLogger(SweepEvaluation.class);

  /** A sweep that leaves the number of samples open, with the number its benchmarks ask for. */
  public static Sweep withSamples(Sweep sweep, Path conf) {
    return DefaultSamples.fill(sweep, new Path(conf, "benchmarks"));
  }

  /** Ids of the problems by benchmark, in the order in which the sweep takes them. */
  public Map<String, List<String>> problems() throws IOException {
    EvalContext context = new EvalSetup(run, conf).prepare();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (Exam exam : context.regimes().values().iterator().next().exams()) {
      problems.put(
          exam.name(),
          exam.questions().stream().map(samples -> samples.get(0).problem().id()).toList());
    }
    return problems;
  }

  /**
   * Generates what is missing; Spark is started only if something is.
   *
   * @return how many samples ended in an error
   */
  public int run(JobSpark spark) throws IOException {
    AtomicBoolean any = new AtomicBoolean();
    int errors = generate(spark, tokens -> any.set(true));
    if (any.get()) {
      compactIfMany(spark);
    }
    return errors;
  }

  /**
   * Likewise, but leaves small files as they are. Several may run at once in one JVM, each on
   * models of its own.
   *
   * @param generated told of the tokens of each task as it ends
   */
  public int generate(JobSpark spark, LongConsumer generated) throws IOException {
    Evaluation evaluation;
    Evaluation.Missing missing;
    synchronized (FOLDER) {
      evaluation = Evaluation.of(run, conf);
      evaluation.prepareFolder();
      missing = evaluation.missing();
    }
    long wanted = evaluation.planner().wanted();
    LOG.info(
        "generating {} of {} samples in {} tasks",
        missing.samples(),
        wanted,
        missing.tasks().size());
    if (missing.tasks().isEmpty()) {
      Terminal.say("eval: all %d samples are there already".formatted(wanted));
      return 0;
    }
    Terminal.say(
        "eval: %d of %d samples to generate, %d models, %d benchmarks"
            .formatted(
                missing.samples(),
                wanted,
                evaluation.context().models().size(),
                run.sweep().eval().benchmarks().size()));
    return report(evaluation.generate(spark.context(), missing, generated));
  }

  /** What it would take; writes nothing, and points need not be stored yet. */
  public Forecast forecast() throws IOException {
    return Forecast.of(Evaluation.preview(run, conf), run);
  }

  /** Gathers the run's files where too many are small; nothing may be generated meanwhile. */
  public void compactIfMany(JobSpark spark) throws IOException {
    SampleFolder folder = SampleFolder.of(run.directory());
    long small =
        folder.published().stream().filter(file -> file.bytes() < Compaction.SMALL).count();
    if (small > MOST_SMALL_FILES && !Attempt.isAnyAlive(folder.path())) {
      CompactJob.compact(spark.context(), folder);
    }
  }

  /**
   * Ends this JVM. A job that failed in one JVM does not wait for its other tasks, and on the way
   * out ONNX Runtime would take the engine from under them: a crash in place of the exit code.
   */
  public static void exit(int exitCode) {
    if (EvalTaskRunner.running() > 0) {
      Runtime.getRuntime().halt(exitCode);
    }
    System.exit(exitCode);
  }

  private static int report(EvalOutcome outcome) {
    Terminal.say("eval: %,d samples, %,d tokens".formatted(outcome.samples(), outcome.tokens()));
    Terminal.say(outcome.use().line("eval"));
    outcome.stopped().forEach(line -> Terminal.say("eval: " + line));
    if (outcome.errors() > 0) {
      Terminal.say(
          "eval: %d samples ended in an error; the first: %s"
              .formatted(outcome.errors(), outcome.firstError()));
    }
    return (int) Math.min(Integer.MAX_VALUE, outcome.errors());
  }
}
