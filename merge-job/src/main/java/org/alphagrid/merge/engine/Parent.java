package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.Reading;
import org.apache.hadoop.fs.Path;

/**
 * Names a model that takes part in merges, in a form that travels; {@link OpenParents} opens it
 * where a task runs.
 *
 * @param name what messages call it, for example its role
 * @param directory of the checkpoint, as text because paths do not travel
 * @param overlay a file whose tensors go before the checkpoint's own; empty text where there is
 *     none
 * @param reading how the checkpoint is read
 * @param layerShift what is added to a merged model's layer number to give this one's
 */
public record Parent(String name, String directory, String overlay, Reading reading, int layerShift)
    implements Serializable {
  /** Names an open checkpoint whose layers keep their numbers. */
  public static Parent of(String name, Checkpoint checkpoint) {
    return of(name, checkpoint, 0);
  }

  /** Names an open checkpoint whose layers are counted from another number. */
  public static Parent of(String name, Checkpoint checkpoint, int layerShift) {
    Optional<String> overlay = checkpoint.overlay().map(Path::toString);
    return new Parent(
        name,
        checkpoint.directory().toString(),
        overlay.orElse(""),
        checkpoint.reading(),
        layerShift);
  }

  /** Opens the checkpoint. */
  Checkpoint open() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(new Path(directory)).as(reading);
    return overlay.isEmpty() ? checkpoint : checkpoint.overlaid(new Path(overlay));
  }
}
