package org.alphagrid.merge.tensor;

/**
 * Says where the bfloat16 elements of one result go.
 *
 * @param bytes array they are stored in
 * @param at first byte
 * @param digest that takes them too, or null
 */
public record StoredResult(byte[] bytes, int at, StripedChecksum digest) {
  /** Adds the leading elements to the digest. */
  void digested(int count) {
    if (digest != null) {
      digest.update(bytes, at, count * DType.BF16.bytes());
    }
  }

  /** Returns whether the digest can take whole stripes by its lanes. */
  boolean takesStripes() {
    return digest == null || digest.isWhole();
  }

  /**
   * Returns the digest's lanes, for as many bytes as are announced; some to throw away where there
   * is none.
   */
  int[] lanes(int count) {
    return digest == null
        ? new int[StripedChecksum.LANES]
        : digest.lanesFor(count * DType.BF16.bytes());
  }
}
