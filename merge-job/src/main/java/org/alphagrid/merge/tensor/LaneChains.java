package org.alphagrid.merge.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Computes the chains of a {@link StripedChecksum}. This class is the plain definition; {@link
 * VectorChains} gives the same faster.
 */
public class LaneChains {
  LaneChains() {}

  /**
   * Adds whole stripes to the lanes of a {@link StripedChecksum}.
   *
   * @param to behind the last byte
   */
  void addToLanes(int[] lanes, byte[] source, int from, int to) {
    ByteBuffer words = ByteBuffer.wrap(source, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    for (int lane = 0; words.hasRemaining(); lane = (lane + 1) % StripedChecksum.LANES) {
      int product = (lanes[lane] ^ words.getInt()) * StripedChecksum.PRIME;
      lanes[lane] = product ^ product >>> StripedChecksum.SHIFT;
    }
  }
}
