package org.alphagrid.merge.method.statistic;

import java.io.Serializable;
import java.util.Arrays;

/** Holds one number for each of some consecutive rows. */
public final class RowValues implements Serializable {
  private static final long serialVersionUID = 1;

  private double[] values = new double[16];
  private int count;

  /** Adds the value of the next row. */
  public void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  /** Adds the values of the rows that follow. */
  public void append(RowValues next) {
    for (int i = 0; i < next.count; i++) {
      add(next.values[i]);
    }
  }

  /** Returns the values in the order of the rows. */
  public double[] toArray() {
    return Arrays.copyOf(values, count);
  }
}
