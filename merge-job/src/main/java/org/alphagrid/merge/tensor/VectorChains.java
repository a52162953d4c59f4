package org.alphagrid.merge.tensor;

/** Computes {@link LaneChains} by the Vector API. */
final class VectorChains extends LaneChains {
  private static final int WIDTH = VectorLanes.WIDTH;

  @Override
  void addToLanes(int[] lanes, byte[] source, int from, int to) {
    for (int lane = 0; lane < StripedChecksum.LANES; lane += 4 * WIDTH) {
      LoopsOfChains.addToLanes(lanes, lane, source, from + lane * Integer.BYTES, to);
    }
  }
}
