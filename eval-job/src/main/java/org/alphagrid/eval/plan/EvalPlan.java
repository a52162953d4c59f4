package org.alphagrid.eval.plan;

import java.util.List;

/**
 * Holds what is missing of a sweep's samples, cut into tasks.
 *
 * @param context what all tasks share
 * @param series every model on every benchmark
 * @param tasks that generate what is missing, longest expected first
 * @param wanted samples of the whole sweep, those published already among them
 * @param lengths tokens expected of a sample
 */
public record EvalPlan(
    EvalContext context,
    List<SampleSeries> series,
    List<EvalTask> tasks,
    long wanted,
    ExpectedLengths lengths) {
  /** Returns the samples of all tasks. */
  public long samples() {
    return tasks.stream().mapToLong(task -> task.range().count()).sum();
  }

  /** Returns the same plan with other tasks. */
  public EvalPlan with(List<EvalTask> chosen) {
    return new EvalPlan(context, series, chosen, wanted, lengths);
  }
}
