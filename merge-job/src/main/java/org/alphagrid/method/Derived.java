package org.alphagrid.method;

import java.io.Serializable;

/**
 * A small answer worked out from scans whose own answers are large and not needed afterwards, such
 * as a threshold from histograms. Equal questions have equal answers, so implementations are
 * records.
 */
public interface Derived<R extends Serializable> extends Serializable {
  /** Works it out. */
  R from(TensorScope tensor);
}
