package org.alphagrid.eval.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalPlan;
import org.alphagrid.eval.plan.EvalTask;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.sample.PointBenchmark;

/** Chooses a few samples of a sweep, generated to estimate the rest by. */
final class Pilot {
  private static final int MOST_POINTS = 5;

  private Pilot() {}

  /**
   * Holds how fast a pilot went.
   *
   * @param samples generated
   * @param tokens generated
   * @param seconds from the first task's start to the last one's end
   * @param slots tasks that ran at a time
   */
  record Speed(long samples, long tokens, double seconds, int slots) {
    /** Stands for a pilot that had nothing to generate. */
    static final Speed NONE = new Speed(0, 0, 0, 0);

    static Speed of(EvalResult result) {
      return new Speed(
          result.samples(),
          result.tokens(),
          result.use().makespanSeconds(),
          Math.max(1, result.use().slots()));
    }
  }

  /**
   * Plans some samples of each benchmark at points spread over alpha.
   *
   * @param samples of each benchmark at each point
   */
  static EvalPlan of(EvalPlan plan, int samples) {
    Set<String> points = points(plan.context());
    Map<PointBenchmark, EvalTask> first = new LinkedHashMap<>();
    for (EvalTask task : plan.tasks()) {
      if (points.contains(task.model())) {
        first.putIfAbsent(new PointBenchmark(task.model(), task.benchmark()), task.first(samples));
      }
    }
    return plan.with(List.copyOf(first.values()));
  }

  /** Returns both ends of alpha and points evenly between them. */
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
