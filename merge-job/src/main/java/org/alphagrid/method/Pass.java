package org.alphagrid.method;

/** One pass over a tensor's blocks, in order. */
public interface Pass<R> {
  /** Takes the next block; its arrays are reused afterwards. */
  void add(ParentBlock block);

  /** The answer, after the last block. */
  R result();
}
