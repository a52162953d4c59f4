package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Computes a value over the whole model, such as a threshold over all its weights. The values of
 * equal objects are equal and computed once, so implementations are records of what the value
 * depends on. Values are sent to executors.
 */
public interface ModelStatistic<R extends Serializable> extends Serializable {
  /**
   * Computes the value from all tensors.
   *
   * @throws StatisticNotReady from a scan that has no result yet; to be passed on
   */
  R of(ModelScope model);
}
