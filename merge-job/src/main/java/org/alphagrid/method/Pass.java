package org.alphagrid.method;

import java.io.Serializable;

/** Accumulates the result of a {@link Scan} over consecutive chunks of a tensor. */
public interface Pass<R> extends Serializable {
  /** Adds the next block, which never reaches into another chunk; its arrays are reused. */
  void add(ParentBlock block);

  /** Closes a chunk, after its last block. */
  default void endChunk() {}

  /** Appends what an equal pass found in the chunks directly behind this one's. */
  void append(Pass<R> next);

  /** Returns the result, after the last chunk. */
  R result();
}
