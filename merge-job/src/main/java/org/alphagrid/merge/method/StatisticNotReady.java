package org.alphagrid.merge.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Thrown by a scope that has noted a question and cannot answer it yet. Whoever asked is called
 * again when the tensor has been read; until then there is nothing to go on with.
 */
public final class StatisticNotReady extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes the exception; it has no stack trace, because it is part of the usual course. */
  public StatisticNotReady() {
    super("Not read yet", null, false, false);
  }

  /**
   * Computes several results that do not depend on each other. All their questions are noted before
   * this gives up, so that one reading of the tensor answers them together.
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
