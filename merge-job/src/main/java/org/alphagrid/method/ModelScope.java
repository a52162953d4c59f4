package org.alphagrid.method;

import java.util.List;

/** All tensors of the models that are merged. */
public interface ModelScope {
  /** Every tensor that has elements, ordered by name. */
  List<? extends TensorScope> tensors();

  /** The answer to a scan over all tensors, in their order, as if they were one. */
  <R> R scan(Scan<R> scan);
}
