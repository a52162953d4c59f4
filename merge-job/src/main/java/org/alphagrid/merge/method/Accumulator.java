package org.alphagrid.merge.method;

import java.io.Serializable;

/** Accumulates the result of a {@link TensorStatistic} over consecutive chunks of a tensor. */
public interface Accumulator<R> extends Serializable {
  /** Adds the next block, which never reaches into another chunk; its arrays are reused. */
  void add(ParentBlock block);

  /** Closes a chunk, after its last block. */
  default void endChunk() {}

  /** Appends what an equal pass found in the chunks directly behind this one's. */
  void append(Accumulator<R> next);

  /** Returns the result, after the last chunk. */
  R result();
}
