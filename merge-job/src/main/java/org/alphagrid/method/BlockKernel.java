package org.alphagrid.method;

/** The arithmetic of one method at one point for one tensor, element by element. */
@FunctionalInterface
public interface BlockKernel {
  /**
   * Fills the leading {@code parents.length()} elements of {@code merged}.
   *
   * @param merged float32 results, not yet rounded to the output dtype
   */
  void merge(ParentBlock parents, float[] merged);
}
