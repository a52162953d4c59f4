package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.job.Terminal;
import org.alphagrid.method.ParentRole;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/** Says what an eval job would do. */
final class DryRun {
  /** Of a row without its text, and of a token's text, compressed: as measured on real tables. */
  private static final double ROW_BYTES = 150;

  private static final double TOKEN_BYTES = 1.3;

  private final Evaluation evaluation;
  private final SweepRun run;
  private final Evaluation.Missing missing;
  private final Pilot.Speed speed;

  private DryRun(
      Evaluation evaluation, SweepRun run, Evaluation.Missing missing, Pilot.Speed speed) {
    this.evaluation = evaluation;
    this.run = run;
    this.missing = missing;
    this.speed = speed;
  }

  static DryRun of(Evaluation evaluation, SweepRun run) throws IOException {
    return new DryRun(evaluation, run, evaluation.missing(), null);
  }

  /** The same, after a pilot. */
  DryRun after(Pilot.Speed measured) {
    return new DryRun(evaluation, run, missing, measured);
  }

  /** Prints the plan. */
  void say() throws IOException {
    EvalContext context = evaluation.context();
    Map<String, ModelPlan> models = new HashMap<>();
    context.models().forEach(model -> models.put(model.point().id(), model));
    Set<String> points = new TreeSet<>();
    double tokens = 0;
    boolean guessed = false;
    for (EvalTask task : missing.tasks()) {
      points.add(task.model());
      ModelPlan model = models.get(task.model());
      Exam exam = context.regime(model).exam(task.benchmark());
      tokens += task.cells().count() * missing.lengths().of(model, exam);
      guessed |= !missing.lengths().isMeasured(task.benchmark());
    }
    say(
        "eval plan: %d of %d points, %,d of %,d samples to generate, in %,d tasks",
        points.size(),
        context.models().size(),
        missing.samples(),
        evaluation.planner().wanted(),
        missing.tasks().size());
    say(
        "eval plan: reads %s of weights for each executor that meets every point; writes about %s",
        bytes(readBytes(points, models)),
        bytes(missing.samples() * ROW_BYTES + tokens * TOKEN_BYTES));
    say(
        "eval plan: about %,.0f tokens%s",
        tokens,
        guessed
            ? ", guessed from the token limits: --pilot N measures"
            : ", by the lengths of earlier samples");
    if (speed == null) {
      return;
    }
    if (speed.tokens() == 0) {
      say("eval plan: the pilot had nothing to generate");
      return;
    }
    double rate = speed.tokens() / speed.seconds();
    say(
        "eval plan: about %.2f hours at the pilot's %,.0f tokens/s in %d places (%,d samples; full"
            + " batches are faster)",
        tokens / rate / 3600, rate, speed.places(), speed.samples());
  }

  /** Stored points and parents are read once each, parents of merges in memory once for each. */
  private double readBytes(Set<String> points, Map<String, ModelPlan> models) throws IOException {
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
        read += model.directory() == null ? all : sizes.get(run.sweep().donor().key());
      } else {
        read += sizes.get(model.point().parent().key());
      }
    }
    return read;
  }

  private static String bytes(double count) {
    List<String> units = List.of("bytes", "kB", "MB", "GB", "TB");
    int unit = 0;
    double value = count;
    while (value >= 1000 && unit < units.size() - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units.get(unit));
  }

  private static void say(String format, Object... values) {
    Terminal.say(String.format(Locale.ROOT, format, values));
  }
}
