package org.alphagrid.merge.engine;

import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.DType;

/** Receives the tensors of a model that is merged in memory. Several are written at once. */
@FunctionalInterface
public interface MergedTensors {
  /**
   * Makes room for a tensor.
   *
   * @param tensor its name and shape
   * @param dtype element type of the bytes that the sink takes, little-endian
   */
  TensorSink open(TensorEntry tensor, DType dtype);
}
