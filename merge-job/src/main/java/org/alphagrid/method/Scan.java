package org.alphagrid.method;

/**
 * A question about a whole tensor, answered by reading it once. Equal scans have equal answers, so
 * implementations are records and each is run once for all points of a grid.
 *
 * <p>Sums are taken element by element in index order; so no answer depends on where blocks end.
 */
public interface Scan<R> {
  /** Begins a pass over a tensor. */
  Pass<R> start(TensorShape shape);

  /** Whether blocks must begin and end with rows of the last axis. */
  default boolean wholeRows() {
    return false;
  }
}
