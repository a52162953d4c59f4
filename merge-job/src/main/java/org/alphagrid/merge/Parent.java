package org.alphagrid.merge;

import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.LayerNames;
import org.alphagrid.checkpoint.TensorEntry;

/**
 * A model that takes part in merges.
 *
 * @param name what messages call it, for example its role
 * @param checkpoint open
 * @param layerShift what is added to a merged model's layer number to give this one's
 */
public record Parent(String name, Checkpoint checkpoint, int layerShift) {
  /** A model whose layers keep their numbers. */
  public Parent(String name, Checkpoint checkpoint) {
    this(name, checkpoint, 0);
  }

  /** The tensor that goes into the merged model's tensor of this name, or null. */
  public TensorEntry tensor(String merged) {
    return checkpoint.tensor(LayerNames.shifted(merged, layerShift));
  }
}
