package org.alphagrid.merge.tensor;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Holds the dimensions of a tensor; a scalar has none. */
public final class Shape implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] dimensions;
  private final long elements;

  private Shape(long[] dimensions) {
    this.dimensions = dimensions;
    long product = 1;
    for (long dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "Invalid shape: " + Arrays.toString(dimensions) + " (dimensions must be >= 0)");
      }
      product = multiply(product, dimension);
    }
    this.elements = product;
  }

  private long multiply(long left, long right) {
    try {
      return Math.multiplyExact(left, right);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Invalid shape: " + Arrays.toString(dimensions) + " (more than 2^63 elements)", e);
    }
  }

  /**
   * @throws IllegalArgumentException when a dimension is negative or the product overflows
   */
  public static Shape of(long... dimensions) {
    return new Shape(dimensions.clone());
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dimensions.length;
  }

  /** Returns the size of one dimension, 0-based. */
  public long dimension(int index) {
    return dimensions[index];
  }

  /** Returns a copy of all dimensions. */
  public long[] dimensions() {
    return dimensions.clone();
  }

  /** Returns the product of the dimensions; 1 for a scalar. */
  public long elements() {
    return elements;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** Renders the dimensions, for example {@code [512, 128]}. */
  @Override
  public String toString() {
    return Arrays.stream(dimensions)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
