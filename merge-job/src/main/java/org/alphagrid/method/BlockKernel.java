package org.alphagrid.method;

/** Arithmetic on a run of elements, the same wherever the run begins and ends. */
@FunctionalInterface
public interface BlockKernel {
  /**
   * Fills the leading {@code parents.length()} elements of {@code merged}.
   *
   * @param merged float32 results, not yet rounded to the output dtype
   */
  void merge(ParentBlock parents, float[] merged);

  /** Whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }
}
