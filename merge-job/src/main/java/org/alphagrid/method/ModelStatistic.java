package org.alphagrid.method;

import java.util.List;

/**
 * A question about the whole model, such as a threshold over all its weights. Equal statistics have
 * equal answers, so implementations are records.
 */
public interface ModelStatistic<R> {
  /**
   * @param tensors every tensor, ordered by name
   */
  R of(List<? extends TensorScope> tensors);
}
