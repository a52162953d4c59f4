package org.alphagrid.merge.tensor;

import java.util.Arrays;

/**
 * Computes a 64-bit checksum of bytes at the speed of reading them, to see whether two results are
 * the same, such as what was written and what reads back. It is not cryptographic: other bytes of
 * the same checksum are easy to make. What is published is digested by SHA-256.
 *
 * <p>Little-endian words of 32 bits are dealt to {@value #LANES} lanes in turn. A lane is a chain
 * {@code t = (s xor w) p; s = t xor (t >>> 15)} with an odd p, as in FNV-1a but for the shift,
 * without which two changed sign bits would cancel. Every step is invertible, so one changed word
 * in a lane always changes it; several go unseen about once in 2^32 times. The end mixes length and
 * lanes into 64 bits. The bytes may come in any pieces.
 */
public final class StripedChecksum {
  static final int LANES = 64;
  static final int STRIPE_BYTES = LANES * Integer.BYTES;
  static final int PRIME = 0x9e3779b1;
  static final int SHIFT = 15;

  private static final long FINAL_PRIME = 0x9e3779b97f4a7c15L;

  private final LaneChains chains;
  private final int[] lanes = new int[LANES];
  private final byte[] pending = new byte[STRIPE_BYTES];
  private int pendingBytes;
  private long length;

  /** Begins with no bytes. */
  public StripedChecksum() {
    this(BlockMath.fastest());
  }

  StripedChecksum(BlockMath math) {
    this.chains = math.chains();
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = (lane + 1) * PRIME;
    }
  }

  /** Adds the leading bytes of an array. */
  public void update(byte[] bytes, int count) {
    update(bytes, 0, count);
  }

  /** Adds bytes of an array from {@code at} on. */
  public void update(byte[] bytes, int at, int count) {
    length += count;
    int from = at;
    int to = at + count;
    if (pendingBytes > 0) {
      int missing = Math.min(STRIPE_BYTES - pendingBytes, count);
      System.arraycopy(bytes, from, pending, pendingBytes, missing);
      pendingBytes += missing;
      from += missing;
      if (pendingBytes < STRIPE_BYTES) {
        return;
      }
      chains.addToLanes(lanes, pending, 0, STRIPE_BYTES);
    }
    int whole = from + (to - from) / STRIPE_BYTES * STRIPE_BYTES;
    chains.addToLanes(lanes, bytes, from, whole);
    pendingBytes = to - whole;
    System.arraycopy(bytes, whole, pending, 0, pendingBytes);
  }

  /** Returns whether the bytes so far are whole stripes. */
  boolean isWhole() {
    return pendingBytes == 0;
  }

  /** Returns the lanes, to which the caller adds whole stripes itself. */
  int[] lanesFor(int bytes) {
    length += bytes;
    return lanes;
  }

  /** Returns the digest of everything added so far. */
  public long value() {
    int[] last = lanes.clone();
    if (pendingBytes > 0) {
      byte[] filled = Arrays.copyOf(pending, STRIPE_BYTES);
      Arrays.fill(filled, pendingBytes, STRIPE_BYTES, (byte) 0);
      chains.addToLanes(last, filled, 0, STRIPE_BYTES);
    }
    long digest = length * FINAL_PRIME;
    for (int lane : last) {
      digest = (digest ^ Integer.toUnsignedLong(lane)) * FINAL_PRIME;
      digest ^= digest >>> 32;
    }
    return digest;
  }
}
