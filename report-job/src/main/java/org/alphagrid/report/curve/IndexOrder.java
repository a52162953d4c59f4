package org.alphagrid.report.curve;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Sorts indices by the values they point at. */
public final class IndexOrder {
  private IndexOrder() {}

  /** Returns the indices of all values by rising value, those of equal values in their order. */
  public static int[] rising(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
