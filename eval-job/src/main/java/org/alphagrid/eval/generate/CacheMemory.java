package org.alphagrid.eval.generate;

import ai.onnxruntime.OnnxTensor;

/**
 * Flat memory that holds keys and values: for each layer one tensor of keys and one of values, all
 * of one size. What lies where in it is {@link KeyValueCache}'s business.
 */
interface CacheMemory extends AutoCloseable {
  /** Values of each tensor. */
  long values();

  /**
   * A part of a tensor as the engine sees it; closed by the caller.
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
