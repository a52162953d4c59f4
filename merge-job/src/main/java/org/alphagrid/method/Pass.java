package org.alphagrid.method;

import java.io.Serializable;

/** One pass over consecutive chunks of a tensor. */
public interface Pass<R> extends Serializable {
  /** Takes the next block, which never reaches into another chunk; its arrays are reused. */
  void add(ParentBlock block);

  /** Told after the last block of each chunk. */
  default void endChunk() {}

  /** Takes over what an equal pass found in the chunks right behind this one's. */
  void append(Pass<R> next);

  /** The answer, after the last chunk. */
  R result();
}
