package org.alphagrid.quickstart;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/** Keys and values of the positions already run, in place; training uses the empty one. */
final class TrainerCache {
  private static final TrainerCache NONE = new TrainerCache(new NDArray[0], new NDArray[0]);

  private final NDArray[] keys; // per layer [B,K,capacity,D]
  private final NDArray[] values;
  private long used;

  private TrainerCache(NDArray[] keys, NDArray[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** Returns a cache that remembers nothing. */
  static TrainerCache none() {
    return NONE;
  }

  /** Returns an empty cache for a number of rows and positions. */
  static TrainerCache allocate(DecoderShape shape, NDManager manager, int rows, int capacity) {
    Shape size = new Shape(rows, shape.keyValueHeads(), capacity, shape.headSize());
    NDArray[] keys = new NDArray[shape.layers()];
    NDArray[] values = new NDArray[shape.layers()];
    for (int layer = 0; layer < shape.layers(); layer++) {
      keys[layer] = manager.zeros(size);
      values[layer] = manager.zeros(size);
    }
    return new TrainerCache(keys, values);
  }

  NDArray extendKeys(int layer, NDArray added) {
    return extend(keys, layer, added);
  }

  NDArray extendValues(int layer, NDArray added) {
    return extend(values, layer, added);
  }

  private NDArray extend(NDArray[] arrays, int layer, NDArray added) {
    if (arrays.length == 0) {
      return added;
    }
    long end = used + added.getShape().get(2);
    arrays[layer].set(new NDIndex(":,:,{}:{},:", used, end), added);
    return arrays[layer].get(new NDIndex(":,:,:{},:", end));
  }

  /** Counts positions as run, once all layers have seen them. */
  void advance(long positions) {
    used += positions;
  }

  /** Keeps some rows only. */
  void keepRows(NDArray rows) {
    for (NDArray[] arrays : new NDArray[][] {keys, values}) {
      for (int layer = 0; layer < arrays.length; layer++) {
        NDArray kept = arrays[layer].get(rows);
        arrays[layer].close();
        arrays[layer] = kept;
      }
    }
  }
}
