package org.alphagrid.merge.method.statistic;

import java.io.Serializable;
import org.alphagrid.merge.method.TensorShape;

/**
 * Says which elements of a tensor form one vector.
 *
 * @param by along which direction vectors run
 * @param length elements of a row, or number of columns
 * @param groups how many vectors there are
 */
public record Grouping(Direction by, int length, int groups) implements Serializable {
  /** Names the direction of vectors. */
  public enum Direction {
    /** Takes the whole tensor as one vector. */
    TENSOR,
    /** Runs along the last axis. */
    ROW,
    /** Runs along the first axis. */
    COLUMN
  }

  /** Groups the elements of a tensor; a tensor without columns is one vector by column. */
  public static Grouping of(Direction by, TensorShape shape) {
    return switch (by) {
      case TENSOR -> new Grouping(by, 1, 1);
      case ROW -> new Grouping(by, shape.rowLength(), shape.rows());
      case COLUMN ->
          shape.columns() == 1
              ? new Grouping(Direction.TENSOR, 1, 1)
              : new Grouping(by, shape.columns(), shape.columns());
    };
  }

  /** Returns the vector that an element belongs to, by the element's flat index. */
  public int of(long index) {
    return switch (by) {
      case TENSOR -> 0;
      case ROW -> (int) (index / length);
      case COLUMN -> (int) (index % length);
    };
  }
}
