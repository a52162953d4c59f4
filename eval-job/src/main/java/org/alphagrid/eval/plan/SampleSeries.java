package org.alphagrid.eval.plan;

import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.sample.PointBenchmark;

/**
 * Holds all samples of a model on a benchmark.
 *
 * @param model that generates
 * @param benchmark the benchmark under the model's protocol
 * @param name digest of all that determines the samples but their indices; part of file names
 * @param taskSamples most samples of one task
 */
record SampleSeries(ModelPlan model, PreparedBenchmark benchmark, String name, int taskSamples) {
  /** Returns its point and benchmark. */
  PointBenchmark key() {
    return new PointBenchmark(model.point().id(), benchmark.name());
  }
}
