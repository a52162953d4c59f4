package org.alphagrid.merge.method;

import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Computes a statistic of one tensor by reading it once (a scan). Implementations are records of
 * what the result depends on: equal scans are run once for all points of a grid.
 *
 * <p>A tensor is cut into chunks whose size follows from its shape alone ({@link
 * TensorShape#chunkElements}). Accumulators of different chunks are filled on any executor and
 * joined in the order of the chunks; whatever is rounded, such as a sum, is closed at the end of
 * every chunk. So no result depends on how chunks are spread over tasks, or on where blocks end.
 *
 * @param <R> the result; arrays in it are shared and must not be changed
 */
public interface TensorStatistic<R> extends Serializable {
  /**
   * Begins an accumulator for some consecutive chunks of a tensor.
   *
   * @param shape of the whole tensor
   */
  Accumulator<R> start(TensorShape shape);

  /** Returns whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }

  /** Returns whether one accumulator must see all chunks, because results cannot be joined. */
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

  /** Returns the only chunk that has to be read, counted from 0; empty for all chunks. */
  default OptionalInt onlyChunk() {
    return OptionalInt.empty();
  }
}
