package org.alphagrid.method;

import java.io.Serializable;
import java.util.List;

/**
 * A question about the whole model, such as a threshold over all its weights. Equal statistics have
 * equal answers, so implementations are records. Answers travel to executors.
 */
public interface ModelStatistic<R extends Serializable> {
  /**
   * @param tensors every tensor, ordered by name
   */
  R of(List<? extends TensorScope> tensors);
}
