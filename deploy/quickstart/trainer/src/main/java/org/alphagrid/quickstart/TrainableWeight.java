package org.alphagrid.quickstart;

import java.util.List;
import java.util.stream.IntStream;
import org.alphagrid.merge.tensor.Shape;

/** Holds a tensor's name and dimensions; vectors are norms and start at 1. */
public record TrainableWeight(String name, List<Integer> dimensions) {

  TrainableWeight(String name, int... dimensions) {
    this(name, IntStream.of(dimensions).boxed().toList());
  }

  /** Returns the number of elements. */
  public int size() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns the dimensions as merge-job's files name them. */
  Shape shape() {
    return Shape.of(dimensions.stream().mapToLong(Integer::longValue).toArray());
  }

  boolean isNorm() {
    return dimensions.size() == 1;
  }
}
