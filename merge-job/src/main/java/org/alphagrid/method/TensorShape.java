package org.alphagrid.method;

import org.alphagrid.tensor.Shape;

/**
 * How a method sees a tensor's dimensions: rows run along the last axis, and a vector is one row.
 *
 * @param elements number of elements
 * @param rowLength elements of a row, at least 1
 * @param columns how many vectors run along the first axis, at least 1
 */
public record TensorShape(long elements, int rowLength, int columns) {
  /**
   * @throws IllegalArgumentException when a row has more than 2^31 - 1 elements
   */
  public static TensorShape of(Shape shape) {
    if (shape.elements() == 0 || shape.rank() == 0) {
      return new TensorShape(shape.elements(), 1, 1);
    }
    long row = shape.dimension(shape.rank() - 1);
    long columns = shape.rank() == 1 ? 1 : shape.elements() / shape.dimension(0);
    if (row > Integer.MAX_VALUE - 8 || columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Invalid shape: %s (rows must have fewer than 2^31 elements)".formatted(shape));
    }
    return new TensorShape(shape.elements(), (int) row, (int) columns);
  }

  /** Number of rows. */
  int rows() {
    return Math.toIntExact(elements / rowLength);
  }
}
