package org.alphagrid.eval.plan;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.run.SweepRun;
import org.apache.hadoop.fs.Path;

/**
 * Holds what an evaluation will take.
 *
 * @param points of the sweep
 * @param samples of all points
 * @param tokens expected of all samples
 * @param missingPoints that lack samples
 * @param missingSamples to generate
 * @param missingTokens expected of them
 * @param tasks that generate them
 * @param readBytes of weights
 * @param writtenBytes of samples
 * @param guessed whether tokens are guessed from token limits, for want of earlier samples
 */
public record Forecast(
    int points,
    long samples,
    double tokens,
    int missingPoints,
    long missingSamples,
    double missingTokens,
    int tasks,
    double readBytes,
    double writtenBytes,
    boolean guessed) {
  /** Of a row without its text, and of a token's text, compressed: as measured on real tables. */
  private static final double ROW_BYTES = 150;

  private static final double TOKEN_BYTES = 1.3;

  /** Estimates what a plan will take. */
  public static Forecast of(EvalPlan plan, SweepRun run) throws IOException {
    EvalContext context = plan.context();
    Map<String, ModelPlan> models = new HashMap<>();
    context.models().forEach(model -> models.put(model.point().id(), model));
    double tokens = 0;
    for (SampleSeries series : plan.series()) {
      tokens +=
          (double) series.benchmark().problems()
              * run.sweep().eval().samples()
              * plan.lengths().of(series.model(), series.benchmark());
    }
    Set<String> points = new TreeSet<>();
    double missingTokens = 0;
    boolean guessed = false;
    for (EvalTask task : plan.tasks()) {
      points.add(task.model());
      ModelPlan model = models.get(task.model());
      PreparedBenchmark benchmark = context.boundProtocol(model).benchmark(task.benchmark());
      missingTokens += task.range().count() * plan.lengths().of(model, benchmark);
      guessed |= !plan.lengths().isMeasured(task.benchmark());
    }
    return new Forecast(
        models.size(),
        plan.wanted(),
        tokens,
        points.size(),
        plan.samples(),
        missingTokens,
        plan.tasks().size(),
        readBytes(run, points, models),
        bytes(plan.samples(), missingTokens),
        guessed);
  }

  /** Estimates the bytes of so many samples in a run's table. */
  public static double bytes(double samples, double tokens) {
    return samples * ROW_BYTES + tokens * TOKEN_BYTES;
  }

  /** Stored points and parents are read once each, parents of merges in memory once for each. */
  private static double readBytes(SweepRun run, Set<String> points, Map<String, ModelPlan> models)
      throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (Map.Entry<ParentRole, Path> parent : run.sweep().parents().entrySet()) {
      try (Checkpoint checkpoint = Checkpoint.open(parent.getValue())) {
        sizes.put(parent.getKey().key(), checkpoint.bytes());
      }
    }
    long all = sizes.values().stream().mapToLong(Long::longValue).sum();
    double read = 0;
    for (String point : points) {
      ModelPlan model = models.get(point);
      if (model.point().isMerged()) {
        read += model.isStored() ? sizes.get(run.sweep().donor().key()) : all;
      } else {
        read += sizes.get(model.point().parent().orElseThrow().key());
      }
    }
    return read;
  }
}
