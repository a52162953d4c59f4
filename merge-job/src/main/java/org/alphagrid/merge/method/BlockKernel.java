package org.alphagrid.merge.method;

/**
 * Computes elements of the merged tensor from the same elements of every parent.
 *
 * <p>Blocks of one tensor come in any order, in any size and from several threads, so a kernel
 * keeps no state between them and its result for an element must not depend on where blocks begin.
 */
@FunctionalInterface
public interface BlockKernel {
  /**
   * Computes the leading {@code parents.length()} elements of {@code merged}.
   *
   * @param parents float32 elements of the base and of every model; not to be changed
   * @param merged receives float32 results, which the engine rounds to the output dtype
   */
  void merge(ParentBlock parents, float[] merged);

  /** Returns whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }
}
