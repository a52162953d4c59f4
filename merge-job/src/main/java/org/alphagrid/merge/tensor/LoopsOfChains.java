package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.VectorLanes.BYTES;
import static org.alphagrid.merge.tensor.VectorLanes.INTS;
import static org.alphagrid.merge.tensor.VectorLanes.WIDTH;

import jdk.incubator.vector.IntVector;

/** Holds the loop of {@link VectorChains}. See {@link VectorLanes} for why they stand alone. */
final class LoopsOfChains {
  private LoopsOfChains() {}

  /** Chains of four vectors of digest lanes; see {@link StripedChecksum}. */
  static void addToLanes(int[] lanes, int lane, byte[] source, int from, int to) {
    int bytes = BYTES.length();
    IntVector a = IntVector.fromArray(INTS, lanes, lane);
    IntVector b = IntVector.fromArray(INTS, lanes, lane + WIDTH);
    IntVector c = IntVector.fromArray(INTS, lanes, lane + 2 * WIDTH);
    IntVector d = IntVector.fromArray(INTS, lanes, lane + 3 * WIDTH);
    for (int i = from; i < to; i += StripedChecksum.STRIPE_BYTES) {
      a = VectorLanes.chained(a, VectorLanes.load(source, i));
      b = VectorLanes.chained(b, VectorLanes.load(source, i + bytes));
      c = VectorLanes.chained(c, VectorLanes.load(source, i + 2 * bytes));
      d = VectorLanes.chained(d, VectorLanes.load(source, i + 3 * bytes));
    }
    a.intoArray(lanes, lane);
    b.intoArray(lanes, lane + WIDTH);
    c.intoArray(lanes, lane + 2 * WIDTH);
    d.intoArray(lanes, lane + 3 * WIDTH);
  }
}
