package org.alphagrid.eval.plan;

import java.io.Serializable;
import org.alphagrid.eval.sample.files.SampleRange;
import org.alphagrid.eval.sample.files.ShardName;

/**
 * Names what one call of an executor generates: one file of samples of one model on one benchmark.
 *
 * @param model point id
 * @param benchmark its name
 * @param shard the file it publishes
 * @param range problems and samples
 */
public record EvalTask(String model, String benchmark, String shard, SampleRange range)
    implements Serializable {
  /**
   * Returns a part of it, from its first problem on.
   *
   * @param samples at most so many, but at least one
   */
  public EvalTask first(int samples) {
    int perProblem = Math.min(samples, range.samples());
    int problems = Math.max(1, Math.min(range.problems(), samples / perProblem));
    SampleRange part =
        new SampleRange(
            range.firstProblem(),
            range.firstProblem() + problems,
            range.firstSample(),
            range.firstSample() + perProblem);
    String series = ShardName.parse(shard).orElseThrow().series();
    return new EvalTask(model, benchmark, new ShardName(series, part).fileName(), part);
  }
}
