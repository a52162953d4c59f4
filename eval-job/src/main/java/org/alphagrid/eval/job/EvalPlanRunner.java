package org.alphagrid.eval.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.LongConsumer;
import org.alphagrid.core.spark.JobMetric;
import org.alphagrid.core.spark.JobMetrics;
import org.alphagrid.core.spark.ProgressLine;
import org.alphagrid.core.spark.SlotUtilization;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.eval.plan.EvalPlan;
import org.alphagrid.eval.sample.files.SampleFolder;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs the tasks of a plan on Spark, tells how far they are, and stops a point of which too many
 * samples end in an error.
 *
 * @param folder where samples are published
 * @param maxErrorShare a point with a larger share of errors is stopped, 0 to 1
 */
record EvalPlanRunner(JavaSparkContext spark, SampleFolder folder, double maxErrorShare) {
  /**
   * Generates, grades and publishes the samples of a plan.
   *
   * @param generated told of the tokens of each task that has ended
   */
  EvalResult run(EvalPlan plan, LongConsumer generated) throws IOException {
    try (StagingFolder staging = StagingFolder.begin(folder.path())) {
      return run(plan, generated, staging.folder().toString());
    }
  }

  private EvalResult run(EvalPlan plan, LongConsumer generated, String unfinished)
      throws IOException {
    long started = System.nanoTime();
    EvalProgress progress = new EvalProgress(plan.context(), plan.tasks(), plan.lengths(), started);
    ErrorLimit errors =
        new ErrorLimit(plan.context(), plan.tasks(), maxErrorShare, new StoppedPoints(unfinished));
    SlotUtilization use = new SlotUtilization();
    ProgressLine line = new ProgressLine();
    EvalTaskRunner runner =
        new EvalTaskRunner(spark.broadcast(plan.context()), folder.path().toString(), unfinished);
    spark.sc().addSparkListener(use);
    try {
      SparkTaskDispatch.run(
          spark,
          plan.tasks(),
          runner,
          (result, task) -> {
            progress.done(task, result);
            generated.accept(result.tokens());
            try {
              errors.add(plan.tasks().get(task), result);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            long now = System.nanoTime();
            Map<JobMetric, Double> figures = progress.figures(now);
            JobMetrics.publish(spark.sc(), "eval", figures);
            line.show(EvalProgress.line(figures, now - started), progress.isComplete());
          });
    } finally {
      spark.sc().removeSparkListener(use);
    }
    return new EvalResult(
        progress.figures(System.nanoTime()), errors.stopped(), errors.first(), use);
  }
}
