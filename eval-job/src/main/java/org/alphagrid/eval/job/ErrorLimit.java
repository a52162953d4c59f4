package org.alphagrid.eval.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalTask;

/** Stops a point of which more samples than allowed end in an error; the others go on. */
final class ErrorLimit {
  private final EvalContext context;
  private final double share;
  private final StoppedPoints marks;
  private final Map<String, Long> planned = new HashMap<>();
  private final Map<String, Long> errors = new HashMap<>();
  private final Set<String> over = new TreeSet<>();
  private final Map<String, Long> leftOut = new HashMap<>();
  private String first;

  /**
   * @param share of a point's samples in {@code tasks}, 0 to 1
   */
  ErrorLimit(EvalContext context, List<EvalTask> tasks, double share, StoppedPoints marks) {
    this.context = context;
    this.share = share;
    this.marks = marks;
    for (EvalTask task : tasks) {
      planned.merge(task.model(), (long) task.range().count(), Long::sum);
    }
  }

  synchronized void add(EvalTask task, EvalTaskResult result) throws IOException {
    if (result.stopped()) {
      leftOut.merge(task.model(), (long) task.range().count(), Long::sum);
    }
    if (result.errors() == 0) {
      return;
    }
    if (first == null) {
      first = result.firstError();
    }
    long now = errors.merge(task.model(), (long) result.errors(), Long::sum);
    if (now > share * planned.get(task.model()) && over.add(task.model())) {
      marks.add(context.model(task.model()));
    }
  }

  /** Returns the text of an error; null if there is none. */
  synchronized String first() {
    return first;
  }

  /** Returns a line for each stopped point. */
  synchronized List<String> stopped() {
    List<String> lines = new ArrayList<>();
    for (String point : over) {
      lines.add(
          String.format(
              Locale.ROOT,
              "point %s is stopped: %,d of %,d samples ended in an error (eval.maxErrorShare is %s); %,d were not generated",
              point,
              errors.get(point),
              planned.get(point),
              share,
              leftOut.getOrDefault(point, 0L)));
    }
    return lines;
  }
}
