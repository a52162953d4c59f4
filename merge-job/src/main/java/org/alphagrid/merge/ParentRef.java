package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;
import org.alphagrid.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * A {@link Parent} that can be opened anywhere.
 *
 * @param name what messages call it
 * @param directory of the checkpoint
 * @param overlay a file whose tensors go before the checkpoint's own; null for none
 * @param layerShift see {@link Parent#layerShift}
 */
public record ParentRef(String name, String directory, String overlay, int layerShift)
    implements Serializable {
  static ParentRef of(Parent parent) {
    return new ParentRef(
        parent.name(),
        parent.checkpoint().directory().toString(),
        parent.checkpoint().overlay().map(Path::toString).orElse(null),
        parent.layerShift());
  }

  Parent open() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(new Path(directory));
    return new Parent(
        name, overlay == null ? checkpoint : checkpoint.overlaid(new Path(overlay)), layerShift);
  }
}
