package org.alphagrid.eval.job;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alphagrid.core.spark.JobMetric;
import org.alphagrid.core.spark.ProgressLine;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalTask;
import org.alphagrid.eval.plan.ExpectedLengths;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.sample.PointBenchmark;

/**
 * Counts how far a job's tasks are, each once: points, problems, samples, tokens, and how long the
 * rest will take by what was measured at each alpha.
 */
final class EvalProgress {
  private final EvalContext context;
  private final List<EvalTask> tasks;
  private final ExpectedLengths lengths;
  private final long startedNanos;
  private final Map<String, ModelPlan> models = new HashMap<>();
  private final Map<String, Integer> tasksLeft = new HashMap<>(); // by point
  private final Map<PointBenchmark, int[]> samplesLeft = new HashMap<>(); // then by problem
  private final boolean[] isDone;
  private final long wanted;
  private long problems;
  private long problemsDone;
  private int pointsDone;
  private long samples;
  private long tokens;
  private long truncated;
  private long errors;

  /**
   * @param tasks all there are to do
   * @param lengths known so far; learns from results
   */
  EvalProgress(
      EvalContext context, List<EvalTask> tasks, ExpectedLengths lengths, long startedNanos) {
    this.context = context;
    this.tasks = tasks;
    this.lengths = lengths;
    this.startedNanos = startedNanos;
    this.isDone = new boolean[tasks.size()];
    this.wanted = tasks.stream().mapToLong(task -> task.range().count()).sum();
    context.models().forEach(model -> models.put(model.point().id(), model));
    for (EvalTask task : tasks) {
      tasksLeft.merge(task.model(), 1, Integer::sum);
      int[] left = left(task);
      for (int p = task.range().firstProblem(); p < task.range().endProblem(); p++) {
        problems += left[p] == 0 ? 1 : 0;
        left[p] += task.range().samples();
      }
    }
  }

  private int[] left(EvalTask task) {
    return samplesLeft.computeIfAbsent(
        new PointBenchmark(task.model(), task.benchmark()),
        k -> new int[benchmark(task).problems()]);
  }

  private PreparedBenchmark benchmark(EvalTask task) {
    return context.boundProtocol(models.get(task.model())).benchmark(task.benchmark());
  }

  /** Takes a task's result into account; each task comes once. */
  synchronized void done(int task, EvalTaskResult result) {
    EvalTask done = tasks.get(task);
    isDone[task] = true;
    samples += result.samples();
    tokens += result.tokens();
    truncated += result.truncated();
    errors += result.errors();
    lengths.add(models.get(done.model()), done.benchmark(), result.samples(), result.tokens());
    int[] left = left(done);
    for (int p = done.range().firstProblem(); p < done.range().endProblem(); p++) {
      left[p] -= done.range().samples();
      problemsDone += left[p] == 0 ? 1 : 0;
    }
    if (tasksLeft.merge(done.model(), -1, Integer::sum) == 0) {
      pointsDone++;
    }
  }

  /** Returns whether nothing is left. */
  synchronized boolean isComplete() {
    return pointsDone == tasksLeft.size();
  }

  /** Returns everything measured, and the time left. */
  synchronized Map<JobMetric, Double> figures(long nowNanos) {
    double seconds = Math.max(1, nowNanos - startedNanos) / 1e9;
    Map<JobMetric, Double> figures = new EnumMap<>(JobMetric.class);
    figures.put(JobMetric.POINTS, (double) tasksLeft.size());
    figures.put(JobMetric.POINTS_DONE, (double) pointsDone);
    figures.put(JobMetric.PROBLEMS, (double) problems);
    figures.put(JobMetric.PROBLEMS_DONE, (double) problemsDone);
    figures.put(JobMetric.SAMPLES, (double) wanted);
    figures.put(JobMetric.SAMPLES_DONE, (double) samples);
    figures.put(JobMetric.TOKENS, (double) tokens);
    figures.put(JobMetric.TOKENS_PER_SECOND, tokens / seconds);
    figures.put(JobMetric.TRUNCATED_SHARE, samples == 0 ? 0 : (double) truncated / samples);
    figures.put(JobMetric.ERRORS, (double) errors);
    figures.put(JobMetric.SECONDS_LEFT, tokens == 0 ? Double.NaN : tokensLeft() / tokens * seconds);
    return figures;
  }

  private double tokensLeft() {
    double left = 0;
    for (int t = 0; t < tasks.size(); t++) {
      if (!isDone[t]) {
        EvalTask task = tasks.get(t);
        left += task.range().count() * lengths.of(models.get(task.model()), benchmark(task));
      }
    }
    return left;
  }

  /** Writes the figures as one line. */
  static String line(Map<JobMetric, Double> figures, long nanos) {
    double left = figures.get(JobMetric.SECONDS_LEFT);
    return String.format(
        Locale.ROOT,
        "eval: %.0f of %.0f points, %,.0f of %,.0f problems, %,.0f of %,.0f samples, %,.0f tokens/s,"
            + " %.1f %% truncated, %s elapsed, %s left",
        figures.get(JobMetric.POINTS_DONE),
        figures.get(JobMetric.POINTS),
        figures.get(JobMetric.PROBLEMS_DONE),
        figures.get(JobMetric.PROBLEMS),
        figures.get(JobMetric.SAMPLES_DONE),
        figures.get(JobMetric.SAMPLES),
        figures.get(JobMetric.TOKENS_PER_SECOND),
        100 * figures.get(JobMetric.TRUNCATED_SHARE),
        ProgressLine.clock(nanos),
        Double.isNaN(left) ? "?" : ProgressLine.clock((long) (left * 1e9)));
  }
}
