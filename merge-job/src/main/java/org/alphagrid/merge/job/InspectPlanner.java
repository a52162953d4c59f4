package org.alphagrid.merge.job;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.compatibility.NamedCheckpoint;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.inspect.TensorRange;

/** Cuts an inspection into tasks of about equally many elements. */
final class InspectPlanner {
  private static final int TASKS_PER_CORE = 4;
  private static final long LEAST_ELEMENTS = 1L << 22;

  private InspectPlanner() {}

  /**
   * Plans tasks that together count every element of the tensors that all checkpoints have.
   *
   * @param base the place of the base, or {@link org.alphagrid.merge.inspect.TensorSums#NO_BASE}
   * @param cores tasks that can run at once
   */
  static List<InspectTask> plan(List<NamedCheckpoint> checkpoints, int base, int cores) {
    List<Checkpoint> open = checkpoints.stream().map(NamedCheckpoint::checkpoint).toList();
    List<Parent> parents =
        checkpoints.stream().map(c -> Parent.of(c.name(), c.checkpoint())).toList();
    List<TensorRange> ranges = TensorRange.cut(open);
    long elements = ranges.stream().mapToLong(TensorRange::count).sum();
    long each = Math.max(LEAST_ELEMENTS, elements / Math.max(1, (long) TASKS_PER_CORE * cores));
    List<InspectTask> tasks = new ArrayList<>();
    List<TensorRange> current = new ArrayList<>();
    long held = 0;
    for (TensorRange range : ranges) {
      current.add(range);
      held += range.count();
      if (held >= each) {
        tasks.add(new InspectTask(parents, base, List.copyOf(current)));
        current.clear();
        held = 0;
      }
    }
    if (!current.isEmpty()) {
      tasks.add(new InspectTask(parents, base, List.copyOf(current)));
    }
    return tasks;
  }
}
