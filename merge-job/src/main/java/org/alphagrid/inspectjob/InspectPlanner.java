package org.alphagrid.inspectjob;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.inspect.Named;
import org.alphagrid.inspect.Piece;
import org.alphagrid.inspect.Pieces;

/** Cuts an inspection into tasks of about equally many elements. */
final class InspectPlanner {
  private static final int TASKS_PER_CORE = 4;
  private static final long LEAST_ELEMENTS = 1L << 22;

  private InspectPlanner() {}

  /**
   * @param base the place of the base, or -1
   * @param cores tasks that can run at once
   */
  static List<InspectTask> plan(List<Named> checkpoints, int base, int cores) {
    List<Checkpoint> open = checkpoints.stream().map(Named::checkpoint).toList();
    List<String> directories = open.stream().map(c -> c.directory().toString()).toList();
    List<Piece> pieces = Pieces.of(open);
    long elements = pieces.stream().mapToLong(Piece::count).sum();
    long each = Math.max(LEAST_ELEMENTS, elements / Math.max(1, (long) TASKS_PER_CORE * cores));
    List<InspectTask> tasks = new ArrayList<>();
    List<Piece> current = new ArrayList<>();
    long held = 0;
    for (Piece piece : pieces) {
      current.add(piece);
      held += piece.count();
      if (held >= each) {
        tasks.add(new InspectTask(directories, base, List.copyOf(current)));
        current.clear();
        held = 0;
      }
    }
    if (!current.isEmpty()) {
      tasks.add(new InspectTask(directories, base, List.copyOf(current)));
    }
    return tasks;
  }
}
