package org.alphagrid.merge.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.engine.OpenParents;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.inspect.TensorRange;
import org.alphagrid.merge.inspect.TensorSums;

/**
 * Says what one executor call counts; safe to repeat.
 *
 * @param checkpoints what is compared
 * @param base the place of the base among them, or {@link TensorSums#NO_BASE}
 * @param ranges in order
 */
record InspectTask(List<Parent> checkpoints, int base, List<TensorRange> ranges)
    implements Serializable {
  /** Counts each range, in order. */
  List<TensorSums> run() throws IOException {
    try (OpenParents open = OpenParents.open(checkpoints)) {
      List<TensorSums> sums = new ArrayList<>();
      for (TensorRange range : ranges) {
        sums.add(range.sums(open.checkpoints(), base));
      }
      return sums;
    }
  }
}
