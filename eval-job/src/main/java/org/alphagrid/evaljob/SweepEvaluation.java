package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.job.GpuTasks;
import org.alphagrid.job.JobSpark;
import org.alphagrid.job.TaskProgress;
import org.alphagrid.job.Terminal;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generates, grades and stores the samples of a sweep that are not stored yet.
 *
 * @param run the sweep and its directory
 * @param conf folder with {@code benchmarks/} and {@code protocols/}
 */
public record SweepEvaluation(SweepRun run, Path conf) {
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
    return run(spark, true);
  }

  /**
   * The same, for callers that know what was set aside.
   *
   * @param setsAside whether files made with other settings are looked for, which reads a row of
   *     every file of other points
   */
  public int run(JobSpark spark, boolean setsAside) throws IOException {
    EvalContext context = new EvalSetup(run, conf).prepare();
    for (Regime regime : context.regimes().values()) {
      for (Rendering rendering : regime.renderings().values()) {
        rendering.publish(run.directory());
      }
    }
    SampleFolder folder = new SampleFolder(run.directory());
    EvalPlanner planner =
        new EvalPlanner(context, run.sweep().eval().samples(), run.sweep().eval().shardSamples());
    int aside = setsAside ? planner.superseded(folder.path()).setAside(folder.published()) : 0;
    if (aside > 0) {
      Terminal.say("eval: %d files made with other settings are set aside".formatted(aside));
    }
    List<EvalTask> tasks = planner.plan(folder.published());
    long missing = tasks.stream().mapToLong(task -> task.cells().count()).sum();
    LOG.info("generating {} of {} samples in {} tasks", missing, planner.wanted(), tasks.size());
    if (tasks.isEmpty()) {
      Terminal.say("eval: all %d samples are there already".formatted(planner.wanted()));
      return 0;
    }
    Terminal.say(
        "eval: %d of %d samples to generate, %d models, %d benchmarks"
            .formatted(
                missing,
                planner.wanted(),
                context.models().size(),
                run.sweep().eval().benchmarks().size()));
    return report(generate(spark.context(), context, folder, tasks));
  }

  private static List<EvalTaskResult> generate(
      JavaSparkContext spark, EvalContext context, SampleFolder folder, List<EvalTask> tasks)
      throws IOException {
    LongAccumulator tokens = spark.sc().longAccumulator("tokens");
    LongAccumulator samples = spark.sc().longAccumulator("samples");
    EvalTaskRunner runner =
        new EvalTaskRunner(
            spark.broadcast(context), folder.path().toString(), folder.inFlight().toString());
    long started = System.nanoTime();
    TaskProgress progress =
        new TaskProgress(
            "eval",
            tasks.size(),
            () -> rates(samples.value(), tokens.value(), System.nanoTime() - started));
    spark.sc().addSparkListener(progress);
    try {
      return GpuTasks.request(spark.parallelize(tasks, tasks.size()))
          .map(
              task -> {
                EvalTaskResult result = runner.call(task);
                tokens.add(result.tokens());
                samples.add(result.samples());
                return result;
              })
          .collect();
    } finally {
      spark.sc().removeSparkListener(progress);
      folder.cleanUp();
    }
  }

  private static String rates(long samples, long tokens, long nanos) {
    return "%,d samples, %,.0f tokens/s".formatted(samples, tokens / (nanos / 1e9));
  }

  private static int report(List<EvalTaskResult> results) {
    int samples = results.stream().mapToInt(EvalTaskResult::samples).sum();
    long tokens = results.stream().mapToLong(EvalTaskResult::tokens).sum();
    int errors = results.stream().mapToInt(EvalTaskResult::errors).sum();
    Terminal.say("eval: %,d samples, %,d tokens".formatted(samples, tokens));
    if (errors == 0) {
      return 0;
    }
    String first =
        results.stream()
            .filter(result -> result.errors() > 0)
            .map(EvalTaskResult::firstError)
            .findFirst()
            .orElseThrow();
    Terminal.say("eval: %d samples ended in an error; the first: %s".formatted(errors, first));
    return errors;
  }
}
