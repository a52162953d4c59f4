package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;

/**
 * A piece of work that can be done anywhere and more than once.
 *
 * @param <R> what comes out
 */
public interface Work<R extends Serializable> extends Serializable {
  /** Does it. */
  R call() throws IOException;

  /** How much it reads and writes, for balance and progress. */
  long bytes();
}
