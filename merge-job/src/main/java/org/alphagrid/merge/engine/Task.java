package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;

/**
 * Runs one task of a stage, on any machine and maybe more than once.
 *
 * @param <R> what comes out
 */
public interface Task<R extends Serializable> extends Serializable {
  /** Runs the task. */
  R call() throws IOException;

  /** Estimates the bytes it reads and writes, for balance and progress. */
  long bytes();
}
