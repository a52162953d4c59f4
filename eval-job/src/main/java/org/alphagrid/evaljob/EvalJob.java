package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.job.GpuTasks;
import org.alphagrid.job.JobCommand;
import org.alphagrid.job.SparkContexts;
import org.alphagrid.job.SweepArguments;
import org.alphagrid.job.TaskProgress;
import org.alphagrid.job.Terminal;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
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

  @Mixin private SweepArguments arguments;

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      defaultValue = "conf",
      description = "Folder with benchmarks/ and protocols/ (default: ${DEFAULT-VALUE}).")
  private String confDirectory;

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new EvalJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path conf = new Path(confDirectory);
    Sweep sweep = DefaultSamples.fill(arguments.sweep(), new Path(conf, "benchmarks"));
    SweepRun run = arguments.run(sweep);
    EvalContext context = new EvalSetup(run, conf).prepare();
    for (Regime regime : context.regimes().values()) {
      for (Rendering rendering : regime.renderings().values()) {
        rendering.publish(run.directory());
      }
    }
    SampleFolder folder = new SampleFolder(run.directory());
    EvalPlanner planner =
        new EvalPlanner(context, sweep.eval().samples(), sweep.eval().shardSamples());
    int aside = planner.superseded(folder.path()).setAside(folder.published());
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
                sweep.eval().benchmarks().size()));
    return report(generate(context, folder, tasks));
  }

  private List<EvalTaskResult> generate(
      EvalContext context, SampleFolder folder, List<EvalTask> tasks) throws IOException {
    try (JavaSparkContext spark = SparkContexts.start("alphagrid eval " + context.run())) {
      LongAccumulator tokens = spark.sc().longAccumulator("tokens");
      LongAccumulator samples = spark.sc().longAccumulator("samples");
      EvalTaskRunner runner =
          new EvalTaskRunner(
              spark.broadcast(context), folder.path().toString(), folder.inFlight().toString());
      long started = System.nanoTime();
      spark
          .sc()
          .addSparkListener(
              new TaskProgress(
                  "eval",
                  tasks.size(),
                  () -> rates(samples.value(), tokens.value(), System.nanoTime() - started)));
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
    return DONE_WITH_ERRORS;
  }
}
