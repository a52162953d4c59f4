package org.alphagrid.merge.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.inspect.TensorRange;
import org.alphagrid.merge.inspect.TensorSums;
import org.apache.hadoop.fs.Path;

/**
 * Says what one executor call counts; safe to repeat.
 *
 * @param checkpoints directories
 * @param base the place of the base among them, or {@link TensorSums#NO_BASE}
 * @param ranges in order
 */
record InspectTask(List<String> checkpoints, int base, List<TensorRange> ranges)
    implements Serializable {
  /** Counts each range, in order. */
  List<TensorSums> run() throws IOException {
    List<Checkpoint> open = new ArrayList<>();
    try {
      for (String directory : checkpoints) {
        open.add(Checkpoint.open(new Path(directory)));
      }
      List<TensorSums> sums = new ArrayList<>();
      for (TensorRange range : ranges) {
        sums.add(range.sums(open, base));
      }
      return sums;
    } finally {
      for (Checkpoint checkpoint : open) {
        checkpoint.close();
      }
    }
  }
}
