package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Computes a small result from scans whose own results are large and not needed afterwards, such as
 * a threshold from histograms. The results of equal objects are equal and computed once, so
 * implementations are records of what the result depends on.
 */
public interface Derived<R extends Serializable> extends Serializable {
  /**
   * Computes the result for one tensor.
   *
   * @throws StatisticNotReady from a scan that has no result yet; to be passed on
   */
  R from(TensorScope tensor);
}
