package org.alphagrid.method;

import java.io.Serializable;

/**
 * A question about the whole model, such as a threshold over all its weights. Equal statistics have
 * equal answers, so implementations are records. Answers travel to executors.
 */
public interface ModelStatistic<R extends Serializable> extends Serializable {
  /** Works it out. */
  R of(ModelScope model);
}
