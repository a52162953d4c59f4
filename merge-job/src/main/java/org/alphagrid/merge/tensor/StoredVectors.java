package org.alphagrid.merge.tensor;

/**
 * Holds consecutive stored bfloat16 elements of some vectors.
 *
 * @param vectors the bytes of each, and others around them
 * @param origin of forms of differences, otherwise null
 * @param at first byte in every array
 * @param count elements
 */
public record StoredVectors(byte[][] vectors, byte[] origin, int at, int count) {
  /** Behind the last byte of the leading elements. */
  int end(int elements) {
    return at + elements * DType.BF16.bytes();
  }
}
