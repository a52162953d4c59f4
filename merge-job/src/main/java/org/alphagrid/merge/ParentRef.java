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
 * @param layerShift see {@link Parent#layerShift}
 */
public record ParentRef(String name, String directory, int layerShift) implements Serializable {
  static ParentRef of(Parent parent) {
    return new ParentRef(
        parent.name(), parent.checkpoint().directory().toString(), parent.layerShift());
  }

  Parent open() throws IOException {
    return new Parent(name, Checkpoint.open(new Path(directory)), layerShift);
  }
}
