package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Asks for a statistic of one tensor that is computed by reading the tensor once. Equal scans have
 * equal results, so implementations are records, and each is run once for all points of a grid.
 *
 * <p>A tensor is cut into chunks whose size follows from its shape alone ({@link
 * TensorShape#chunkElements}). Passes over different chunks run anywhere and are joined in order;
 * whatever is rounded, such as a sum, is closed at the end of every chunk. So no result depends on
 * how chunks are spread over tasks, or on where blocks end.
 */
public interface TensorStatistic<R> extends Serializable {
  /** Begins a pass over some chunks of a tensor. */
  Accumulator<R> start(TensorShape shape);

  /** Tells whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }

  /** Tells whether the tensor cannot be cut: one pass must see all of it. */
  default boolean wholeTensor() {
    return false;
  }

  /**
   * Estimates the heap, in bytes, that a scan of a whole tensor and all that is computed from it
   * take.
   *
   * @param models how many models are read, the base not counted
   */
  default long heapBytes(TensorShape shape, int models) {
    return 0;
  }

  /** Returns the only chunk that has to be read, counted from 0; -1 for all chunks. */
  default int onlyChunk() {
    return -1;
  }
}
