package org.alphagrid.inspectjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.inspect.Piece;
import org.alphagrid.inspect.Pieces;
import org.alphagrid.inspect.TensorSums;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;

/** Runs one task on an executor; safe to repeat. */
final class InspectTaskRunner implements Function<InspectTask, List<TensorSums>> {
  private static final long serialVersionUID = 1;

  @Override
  public List<TensorSums> call(InspectTask task) throws IOException {
    List<Checkpoint> open = new ArrayList<>();
    try {
      for (String directory : task.checkpoints()) {
        open.add(Checkpoint.open(new Path(directory)));
      }
      List<TensorSums> sums = new ArrayList<>();
      for (Piece piece : task.pieces()) {
        sums.add(Pieces.count(open, task.base(), piece));
      }
      return sums;
    } finally {
      for (Checkpoint checkpoint : open) {
        checkpoint.close();
      }
    }
  }
}
