package org.alphagrid.merge.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Ends a call that asked a scope for a statistic without a result. The scope has recorded what was
 * asked; the engine reads the tensors and then makes the same call again. A method passes this
 * exception on and never catches it.
 */
public final class StatisticNotReady extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes the exception without a stack trace, because it is part of normal operation. */
  public StatisticNotReady() {
    super("Not read yet", null, false, false);
  }

  /**
   * Computes several results that do not depend on each other. All of them are asked for before
   * this throws, so that one pass over the tensor computes the missing ones together.
   *
   * @param count number of results
   * @param part computes a result by its index, from 0
   * @return the results in order
   */
  public static <T> List<T> all(int count, IntFunction<T> part) {
    List<T> found = new ArrayList<>();
    StatisticNotReady missing = null;
    for (int i = 0; i < count; i++) {
      try {
        found.add(part.apply(i));
      } catch (StatisticNotReady e) {
        missing = e;
      }
    }
    if (missing != null) {
      throw missing;
    }
    return found;
  }
}
