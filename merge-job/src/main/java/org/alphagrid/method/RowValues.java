package org.alphagrid.method;

import java.io.Serializable;
import java.util.Arrays;

/** One number for each of some consecutive rows. */
public final class RowValues implements Serializable {
  private static final long serialVersionUID = 1;

  private double[] values = new double[16];
  private int count;

  public void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  /** Takes over the rows behind. */
  public void append(RowValues next) {
    for (int i = 0; i < next.count; i++) {
      add(next.values[i]);
    }
  }

  public double[] toArray() {
    return Arrays.copyOf(values, count);
  }
}
