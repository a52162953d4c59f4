package org.alphagrid.eval.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.eval.plan.DefaultSamples;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalContextReader;
import org.alphagrid.eval.plan.EvalPlan;
import org.alphagrid.eval.plan.EvalPlanner;
import org.alphagrid.eval.plan.EvalTask;
import org.alphagrid.eval.plan.Forecast;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.prompt.Rendering;
import org.alphagrid.eval.sample.files.Compaction;
import org.alphagrid.eval.sample.files.SampleFolder;
import org.alphagrid.eval.samplejob.CompactJob;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.Sweep;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a sweep: plans the samples that are not stored yet, generates, grades and stores them.
 *
 * <p>{@link EvalContextReader} reads what all tasks share, {@link EvalPlanner} cuts what is missing
 * into an {@link EvalPlan} of {@link EvalTask}s, {@link EvalPlanRunner} runs them on Spark, and
 * {@link EvalTaskRunner} turns one task into one file of rows on an executor.
 *
 * @param run the sweep and its directory
 * @param conf folder with {@code benchmarks/} and {@code protocols/}
 */
public record SweepEvaluation(SweepRun run, Path conf) {
  /** More small files than this are gathered at the end. */
  private static final int MOST_SMALL_FILES = 1000;

  /** Evaluations that begin at once look at a run's folder, and tidy it, one after another. */
  private static final Object FOLDER = new Object();

  /** Remarks by run: a search evaluates one run many times and says them once. */
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(SweepEvaluation.class);

  /**
   * Returns a sweep that leaves the number of samples open with the number its benchmarks ask for.
   */
  public static Sweep withSamples(Sweep sweep, Path conf) {
    return DefaultSamples.fill(sweep, new Path(conf, "benchmarks"));
  }

  /** Returns the ids of the problems by benchmark, in the order in which the sweep takes them. */
  public Map<String, List<String>> problems() throws IOException {
    EvalContext context = new EvalContextReader(run, conf).read();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (PreparedBenchmark benchmark :
        context.boundProtocols().values().iterator().next().benchmarks()) {
      problems.put(
          benchmark.name(),
          benchmark.rendered().stream().map(samples -> samples.get(0).problem().id()).toList());
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
   * Generates what is missing, but leaves small files as they are. Several may run at once in one
   * JVM, each on models of its own.
   *
   * @param generated told of the tokens of each task as it ends
   */
  public int generate(JobSpark spark, LongConsumer generated) throws IOException {
    SampleFolder folder = SampleFolder.of(run.directory());
    EvalPlan plan;
    synchronized (FOLDER) {
      EvalPlanner planner = EvalPlanner.of(run, new EvalContextReader(run, conf).read());
      prepare(folder, planner);
      plan = planner.plan(folder);
    }
    LOG.info(
        "generating {} of {} samples in {} tasks",
        plan.samples(),
        plan.wanted(),
        plan.tasks().size());
    if (plan.tasks().isEmpty()) {
      Terminal.say("eval: all %d samples are there already".formatted(plan.wanted()));
      return 0;
    }
    sayRemarks(plan.context());
    Terminal.say(
        "eval: %d of %d samples to generate, %d models, %d benchmarks"
            .formatted(
                plan.samples(),
                plan.wanted(),
                plan.context().models().size(),
                run.sweep().eval().benchmarks().size()));
    return report(runner(spark, folder).run(plan, generated));
  }

  /** Says what follows from the models' files, with the points that it holds for. */
  private void sayRemarks(EvalContext context) {
    Map<String, List<String>> points = new LinkedHashMap<>();
    context
        .boundProtocols()
        .values()
        .forEach(
            bound ->
                bound
                    .remarks()
                    .forEach(
                        remark ->
                            points
                                .computeIfAbsent(remark, key -> new ArrayList<>())
                                .add(bound.name())));
    points.forEach(
        (remark, names) -> {
          if (SAID.add(run.directory() + remark)) {
            Terminal.say("eval: %s: %s".formatted(String.join(", ", names), remark));
          }
        });
  }

  private EvalPlanRunner runner(JobSpark spark, SampleFolder folder) {
    return new EvalPlanRunner(spark.context(), folder, run.sweep().eval().maxErrorShare());
  }

  /** Brings the run directory into the state from which samples can be added. */
  private void prepare(SampleFolder folder, EvalPlanner planner) throws IOException {
    for (BoundProtocol boundProtocol : planner.context().boundProtocols().values()) {
      for (Rendering rendering : boundProtocol.renderings().values()) {
        rendering.publish(run.directory());
      }
    }
    StagingFolder.removeLeftovers(folder.path());
    new Compaction(folder.path()).finish();
    int aside = planner.superseded(folder.path()).setAside(folder.published());
    if (aside > 0) {
      Terminal.say("eval: %d files made with other settings are set aside".formatted(aside));
    }
  }

  /** Returns what it would take; writes nothing, and points need not be stored yet. */
  public Forecast forecast() throws IOException {
    EvalContext context = new EvalContextReader(run, conf).readForPreview();
    EvalPlanner planner = EvalPlanner.of(run, context);
    sayRemarks(context);
    return Forecast.of(planner.plan(SampleFolder.of(run.directory())), run);
  }

  /**
   * Generates a few samples and prints what the rest would take.
   *
   * @param samples of each benchmark at each of some points
   */
  void pilot(JobSpark spark, int samples) throws IOException {
    SampleFolder folder = SampleFolder.of(run.directory());
    EvalPlanner planner = EvalPlanner.of(run, new EvalContextReader(run, conf).read());
    prepare(folder, planner);
    sayRemarks(planner.context());
    EvalPlan pilot = Pilot.of(planner.plan(folder), samples);
    Pilot.Speed speed =
        pilot.tasks().isEmpty()
            ? Pilot.Speed.NONE
            : Pilot.Speed.of(runner(spark, folder).run(pilot, tokens -> {}));
    EvalDryRun.say(Forecast.of(planner.plan(folder), run), Optional.of(speed));
  }

  /** Gathers the run's files where too many are small; nothing may be generated meanwhile. */
  public void compactIfMany(JobSpark spark) throws IOException {
    SampleFolder folder = SampleFolder.of(run.directory());
    long small =
        folder.published().stream().filter(file -> file.bytes() < Compaction.SMALL).count();
    if (small > MOST_SMALL_FILES && !StagingFolder.isAnyAlive(folder.path())) {
      CompactJob.compact(spark.context(), folder);
    }
  }

  /**
   * Ends this JVM. A job that failed in one JVM does not wait for its other tasks, and on the way
   * out ONNX Runtime would take the engine from under them: a crash in place of the exit code.
   */
  public static void exit(int exitCode) {
    if (ExecutorRuntime.isBusy()) {
      Runtime.getRuntime().halt(exitCode);
    }
    System.exit(exitCode);
  }

  private static int report(EvalResult result) {
    Terminal.say("eval: %,d samples, %,d tokens".formatted(result.samples(), result.tokens()));
    Terminal.say(result.use().line("eval"));
    result.stopped().forEach(line -> Terminal.say("eval: " + line));
    if (result.errors() > 0) {
      Terminal.say(
          "eval: %d samples ended in an error; the first: %s"
              .formatted(result.errors(), result.firstError()));
    }
    return (int) Math.min(Integer.MAX_VALUE, result.errors());
  }
}
