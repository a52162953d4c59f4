package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Accumulates the result of a {@link TensorStatistic} over consecutive chunks of a tensor. It is
 * filled by one thread, travels to the driver and is joined there with those of other chunks.
 *
 * <p>What is rounded, such as a float64 sum, is summed within a chunk ({@link
 * org.alphagrid.merge.tensor.ChunkSum}) and added to the total at the chunk's end. Then the result
 * depends neither on blocks nor on how chunks are spread over tasks.
 */
public interface Accumulator<R> extends Serializable {
  /**
   * Adds the next block. Blocks arrive in ascending order and lie within one chunk.
   *
   * @param block its arrays are reused afterwards: what is kept of them must be copied
   */
  void add(ParentBlock block);

  /** Closes a chunk, after its last block. */
  default void endChunk() {}

  /**
   * Appends what an accumulator of the same statistic found in the chunks directly after those of
   * this one.
   *
   * @param next of the same class
   */
  void append(Accumulator<R> next);

  /** Returns the result; called once, after the last chunk. */
  R result();
}
