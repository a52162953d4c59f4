package org.alphagrid.merge.method;

import java.util.List;

/** Shows a {@link ModelStatistic} all tensors of the models that are merged. */
public interface ModelScope {
  /** Returns every tensor that has elements, ordered by name. */
  List<? extends TensorScope> tensors();

  /** Returns the result of a scan over all tensors, in their order, as if they were one. */
  <R> R scan(TensorStatistic<R> scan);
}
