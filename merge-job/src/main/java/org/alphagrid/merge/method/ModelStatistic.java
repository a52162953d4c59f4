package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Computes a value over the whole model, such as a threshold over all its weights. Equal statistics
 * have equal values, so implementations are records. Values travel to executors.
 */
public interface ModelStatistic<R extends Serializable> extends Serializable {
  /** Computes the value from all tensors. */
  R of(ModelScope model);
}
