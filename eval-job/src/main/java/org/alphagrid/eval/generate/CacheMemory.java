package org.alphagrid.eval.generate;

import ai.onnxruntime.OnnxTensor;

/**
 * Holds flat memory for keys and values: for each layer one tensor of keys and one of values, all
 * of one size. {@link KeyValueCache} says what lies where in it.
 */
interface CacheMemory extends AutoCloseable {
  /** Returns the number of values of each tensor. */
  long values();

  /**
   * Returns a part of a tensor as the engine sees it; closed by the caller.
   *
   * @param tensor 2 * layer for keys, 2 * layer + 1 for values
   * @param begin first value
   */
  OnnxTensor view(int tensor, long begin, long... shape);

  /** Moves values within a tensor; source and target may overlap. */
  void copy(int tensor, long from, long to, long count);

  /** Gives the memory back; every view must be closed. */
  @Override
  void close();
}
