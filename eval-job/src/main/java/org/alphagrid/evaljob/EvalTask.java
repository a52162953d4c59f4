package org.alphagrid.evaljob;

import java.io.Serializable;

/**
 * What one executor call generates: one file of samples of one model on one benchmark.
 *
 * @param model point id
 * @param benchmark its name
 * @param shard the file it publishes
 * @param cells problems and samples
 */
record EvalTask(String model, String benchmark, String shard, Cells cells) implements Serializable {
  /**
   * A part of it, from its first problem on.
   *
   * @param samples at most so many, but at least one
   */
  EvalTask first(int samples) {
    int perProblem = Math.min(samples, cells.samples());
    int problems = Math.max(1, Math.min(cells.problems(), samples / perProblem));
    Cells part =
        new Cells(
            cells.firstProblem(),
            cells.firstProblem() + problems,
            cells.firstSample(),
            cells.firstSample() + perProblem);
    String series = ShardName.parse(shard).orElseThrow().series();
    return new EvalTask(model, benchmark, new ShardName(series, part).fileName(), part);
  }
}
