package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalPlanner;
import org.alphagrid.eval.plan.EvalTask;
import org.alphagrid.eval.plan.ExpectedLengths;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.sample.files.SampleFile;
import org.alphagrid.eval.sample.files.SampleRange;
import org.alphagrid.eval.sample.files.ShardName;
import org.junit.jupiter.api.Test;

class EvalPlannerTest {
  private static final PreparedBenchmark SHORT = PlannedSweep.benchmark("short", 40, 100);
  private static final PreparedBenchmark LONG = PlannedSweep.benchmark("long", 30, 1000);

  private static List<ModelPlan> models(double... alphas) {
    return java.util.Arrays.stream(alphas).mapToObj(PlannedSweep::model).toList();
  }

  private static SampleFile published(EvalTask task) {
    return new SampleFile(task.shard(), ShardName.parse(task.shard()).stream().toList(), 1);
  }

  private static Set<String> cells(List<EvalTask> tasks) {
    Set<String> cells = new HashSet<>();
    for (EvalTask task : tasks) {
      SampleRange c = task.range();
      for (int p = c.firstProblem(); p < c.endProblem(); p++) {
        for (int s = c.firstSample(); s < c.endSample(); s++) {
          assertThat(cells.add("%s %s %d %d".formatted(task.model(), task.benchmark(), p, s)))
              .isTrue();
        }
      }
    }
    return cells;
  }

  @Test
  void everyMissingCellIsInOneTaskWhateverIsThere() {
    EvalContext context = PlannedSweep.context(8, models(0.1, 0.5, 0.9), SHORT, LONG);
    EvalPlanner planner = new EvalPlanner(context, 4, 64);
    List<EvalTask> all = planner.plan(List.of(), new ExpectedLengths()).tasks();
    assertThat(cells(all)).hasSize(3 * 70 * 4);
    assertThat(planner.plan(List.of(), new ExpectedLengths()).wanted()).isEqualTo(3 * 70 * 4);
    List<SampleFile> some = new ArrayList<>();
    for (int t = 0; t < all.size(); t += 3) {
      some.add(published(all.get(t)));
    }
    List<EvalTask> rest = planner.plan(some, new ExpectedLengths()).tasks();
    assertThat(rest).hasSize(all.size() - some.size());
    assertThat(all).containsAll(rest);
    assertThat(
            planner
                .plan(all.stream().map(EvalPlannerTest::published).toList(), new ExpectedLengths())
                .tasks())
        .isEmpty();
  }

  @Test
  void longestExpectedFirstAndAModelsTasksTogether() {
    EvalContext context = PlannedSweep.context(8, models(0.1, 0.5, 0.9), SHORT, LONG);
    EvalPlanner planner = new EvalPlanner(context, 4, 64);
    assertThat(order(planner.plan(List.of(), new ExpectedLengths()).tasks()))
        .containsExactly(
            "linear/alpha=0.90 long",
            "linear/alpha=0.90 short",
            "linear/alpha=0.50 long",
            "linear/alpha=0.50 short",
            "linear/alpha=0.10 long",
            "linear/alpha=0.10 short");
    // Measured otherwise: the point in the middle thinks longest, and on the other benchmark.
    ExpectedLengths lengths = new ExpectedLengths();
    lengths.add(PlannedSweep.model(0.1), "long", 1, 10);
    lengths.add(PlannedSweep.model(0.1), "short", 1, 20);
    lengths.add(PlannedSweep.model(0.5), "long", 1, 70);
    lengths.add(PlannedSweep.model(0.5), "short", 1, 90);
    lengths.add(PlannedSweep.model(0.9), "long", 1, 50);
    lengths.add(PlannedSweep.model(0.9), "short", 1, 40);
    assertThat(order(planner.plan(List.of(), lengths).tasks()))
        .containsExactly(
            "linear/alpha=0.50 short",
            "linear/alpha=0.50 long",
            "linear/alpha=0.90 long",
            "linear/alpha=0.90 short",
            "linear/alpha=0.10 short",
            "linear/alpha=0.10 long");
  }

  private static List<String> order(List<EvalTask> tasks) {
    List<String> order = new ArrayList<>();
    for (EvalTask task : tasks) {
      String name = task.model() + " " + task.benchmark();
      if (order.isEmpty() || !order.get(order.size() - 1).equals(name)) {
        order.add(name);
      }
    }
    return order;
  }

  @Test
  void tasksBecomeSmallerTowardsTheEndButNotSmallerThanABatch() {
    double[] alphas = Stream.iterate(0, i -> i + 1).limit(21).mapToDouble(i -> i / 20.0).toArray();
    EvalContext context =
        PlannedSweep.context(8, models(alphas), PlannedSweep.benchmark("long", 200, 1000));
    List<EvalTask> tasks =
        new EvalPlanner(context, 8, 512).plan(List.of(), new ExpectedLengths()).tasks();
    int[] sizes = tasks.stream().mapToInt(task -> task.range().count()).toArray();
    assertThat(sizes[0]).isEqualTo(512);
    assertThat(tasks.stream().filter(task -> task.model().endsWith("0.00")))
        .hasSizeGreaterThan(30)
        .allSatisfy(task -> assertThat(task.range().count()).isBetween(8, 50));
    assertThat(tasks.stream().filter(task -> task.range().endProblem() < 200))
        .allSatisfy(task -> assertThat(task.range().count()).isBetween(8, 512));
  }

  /** As large as sweeps get; in a JVM of 2 GiB, as all tests are. */
  @Test
  void aThousandPointsOfFiveHundredProblemsWithEightSamples() {
    List<ModelPlan> models = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      models.add(PlannedSweep.model(i / 1000.0));
    }
    EvalContext context =
        PlannedSweep.context(32, models, PlannedSweep.benchmark("math", 500, 32768));
    EvalPlanner planner = new EvalPlanner(context, 8, 512);
    List<EvalTask> tasks = planner.plan(List.of(), new ExpectedLengths()).tasks();
    assertThat(tasks.stream().mapToLong(task -> task.range().count()).sum()).isEqualTo(4_000_000);
    List<SampleFile> half =
        tasks.subList(0, tasks.size() / 2).stream().map(EvalPlannerTest::published).toList();
    assertThat(planner.plan(half, new ExpectedLengths()).tasks())
        .hasSize(tasks.size() - tasks.size() / 2);
    EvalProgress progress = new EvalProgress(context, tasks, new ExpectedLengths(), 0);
    progress.done(0, new EvalTaskResult(512, 512_000, 3, 0, null, false));
    assertThat(progress.isComplete()).isFalse();
  }
}
