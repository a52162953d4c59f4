package org.alphagrid.merge.method;

/** Computes merged elements from the same elements of every parent, wherever a block is cut. */
@FunctionalInterface
public interface BlockKernel {
  /**
   * Fills the leading {@code parents.length()} elements of {@code merged}.
   *
   * @param parents float32 elements of the base and of every model
   * @param merged float32 results, not yet rounded to the output dtype
   */
  void merge(ParentBlock parents, float[] merged);

  /** Tells whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }
}
