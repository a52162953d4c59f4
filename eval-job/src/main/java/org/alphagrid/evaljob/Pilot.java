package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;

/** A few samples of a sweep, generated to estimate the rest by. */
final class Pilot {
  private static final int MOST_POINTS = 5;

  private Pilot() {}

  /**
   * How fast a pilot went.
   *
   * @param samples generated
   * @param tokens generated
   * @param seconds from the first task's start to the last one's end
   * @param places busy at once
   */
  record Speed(long samples, long tokens, double seconds, int places) {}

  /**
   * Generates some samples of each benchmark at points spread over alpha.
   *
   * @param samples of each benchmark at each point
   */
  static Speed run(Evaluation evaluation, JavaSparkContext spark, int samples) throws IOException {
    Evaluation.Missing missing = evaluation.missing();
    Set<String> points = points(evaluation.context());
    Map<String, List<EvalTask>> byCell =
        missing.tasks().stream()
            .filter(task -> points.contains(task.model()))
            .collect(
                Collectors.groupingBy(
                    task -> SupersededShards.cell(task.model(), task.benchmark())));
    List<EvalTask> chosen = new ArrayList<>();
    byCell.values().forEach(tasks -> chosen.add(tasks.get(0).first(samples)));
    if (chosen.isEmpty()) {
      return new Speed(0, 0, 0, 0);
    }
    EvalOutcome outcome =
        evaluation.generate(
            spark, new Evaluation.Missing(chosen, 0, missing.lengths()), tokens -> {});
    return new Speed(
        outcome.samples(),
        outcome.tokens(),
        outcome.use().makespanSeconds(),
        Math.max(1, outcome.use().slots()));
  }

  /** Both ends and what lies evenly between. */
  private static Set<String> points(EvalContext context) {
    List<ModelPlan> models = new ArrayList<>(context.models());
    models.sort(Comparator.comparingDouble(ModelPlan::weightOnThink));
    Set<String> points = new HashSet<>();
    int most = Math.min(MOST_POINTS, models.size());
    for (int i = 0; i < most; i++) {
      int place = most == 1 ? 0 : i * (models.size() - 1) / (most - 1);
      points.add(models.get(place).point().id());
    }
    return points;
  }
}
