package org.alphagrid.method;

import java.io.Serializable;

/**
 * A question about a tensor, answered by reading it once. Equal scans have equal answers, so
 * implementations are records and each is run once for all points of a grid.
 *
 * <p>A tensor is cut into chunks whose size follows from its shape alone ({@link
 * TensorShape#chunkElements}). Passes over different chunks run anywhere and are joined in order;
 * whatever is rounded, such as a sum, is closed at the end of every chunk. So no answer depends on
 * how chunks are spread over tasks, or on where blocks end.
 */
public interface Scan<R> extends Serializable {
  /** Begins a pass over some chunks of a tensor. */
  Pass<R> start(TensorShape shape);

  /** Whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }

  /** Whether the tensor cannot be cut: one pass must see all of it. */
  default boolean wholeTensor() {
    return false;
  }

  /** What a scan of a whole tensor and all that follows from it takes of the heap. */
  default long heapBytes(TensorShape shape, int models) {
    return 0;
  }

  /** The only chunk that has to be read; -1 for all. */
  default int onlyChunk() {
    return -1;
  }
}
