package org.alphagrid.merge.method;

import java.util.List;

/** Gives a {@link ModelStatistic} access to all tensors of the merged models. */
public interface ModelScope {
  /** Returns every tensor that has elements, ordered by name. */
  List<? extends TensorScope> tensors();

  /**
   * Returns the result of a scan over all tensors, joined in the order of their names as if they
   * were one tensor.
   *
   * @throws StatisticNotReady when the tensors are not read yet; to be passed on
   */
  <R> R scan(TensorStatistic<R> scan);
}
