package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Computes a small result from scans whose own results are large and not needed afterwards, such as
 * a threshold from histograms. Equal questions have equal results, so implementations are records.
 */
public interface Derived<R extends Serializable> extends Serializable {
  /** Computes the result for one tensor. */
  R from(TensorScope tensor);
}
