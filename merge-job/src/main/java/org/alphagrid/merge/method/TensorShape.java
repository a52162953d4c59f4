package org.alphagrid.merge.method;

import java.io.Serializable;
import org.alphagrid.merge.tensor.Shape;

/**
 * Describes a tensor's dimensions for a method: rows run along the last axis, and a tensor of one
 * axis is one row.
 *
 * @param elements number of elements
 * @param rowLength elements of a row, at least 1
 * @param columns number of vectors along the first axis, at least 1
 * @param chunkElements elements of every chunk but the last, whole rows; see {@link
 *     TensorStatistic}
 */
public record TensorShape(long elements, int rowLength, int columns, long chunkElements)
    implements Serializable {
  private static final long CHUNK_ELEMENTS = 1 << 20;

  /**
   * Describes a tensor, with chunks of about 2^20 elements.
   *
   * @throws IllegalArgumentException when a row or a column has 2^31 elements or more
   */
  public static TensorShape of(Shape shape) {
    return of(shape, CHUNK_ELEMENTS);
  }

  /** Describes a tensor with chunks of another size, or nearly so, for tests. */
  static TensorShape of(Shape shape, long chunkElements) {
    if (shape.elements() == 0 || shape.rank() == 0) {
      return new TensorShape(shape.elements(), 1, 1, chunkElements);
    }
    long row = shape.dimension(shape.rank() - 1);
    long columns = shape.rank() == 1 ? 1 : shape.elements() / shape.dimension(0);
    if (row > Integer.MAX_VALUE - 8 || columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Invalid shape: %s (rows must have fewer than 2^31 elements)".formatted(shape));
    }
    long chunk = Math.max(1, chunkElements / row) * row;
    return new TensorShape(shape.elements(), (int) row, (int) columns, chunk);
  }

  /** Returns the number of rows. */
  public int rows() {
    return Math.toIntExact(elements / rowLength);
  }

  /** Returns the number of chunks. */
  public int chunks() {
    return Math.toIntExact((elements + chunkElements - 1) / chunkElements);
  }
}
