package org.alphagrid.merge.checkpoint;

/**
 * Names consecutive bytes of a tensor.
 *
 * @param offset from the tensor's first byte
 */
public record TensorSpan(TensorEntry tensor, long offset, long bytes) {
  /** Returns all of it. */
  public static TensorSpan whole(TensorEntry tensor) {
    return new TensorSpan(tensor, 0, tensor.bytes());
  }
}
