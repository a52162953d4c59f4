package org.alphagrid.merge;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.tensor.DType;

/**
 * Some chunks of a tensor and where the results go.
 *
 * @param parents to read from
 * @param tensor as the model lists it
 * @param from first element
 * @param to behind the last element
 * @param merges one for each folder of the task
 * @param answers what their kernels need to know
 * @param position of the first result in its file
 */
record Piece(
    List<ParentRef> parents,
    TensorEntry tensor,
    long from,
    long to,
    List<TensorMerge> merges,
    Map<Question, Serializable> answers,
    long position)
    implements Serializable {
  long elements() {
    return to - from;
  }

  /** What is read and written for it. */
  long bytes(DType dtype, int folders) {
    long read = (long) parents.size() * tensor.dtype().bytes();
    return elements() * (read + (long) folders * dtype.bytes());
  }
}
