package org.alphagrid.merge.tensor;

import java.util.Locale;

/**
 * Provides {@link BlockMath} by the Vector API: the same operations in the same order on every
 * element, so the bits are equal.
 */
final class VectorMath {
  private VectorMath() {}

  /** For JVMs that were started with {@code --add-modules jdk.incubator.vector}. */
  static BlockMath create() {
    return new BlockMath(
        String.format(Locale.ROOT, "vector of %d bits", VectorLanes.SHAPE.vectorBitSize()),
        new VectorCodec(),
        new VectorCombinations(),
        new VectorSums(),
        new VectorMasks(),
        new VectorChains());
  }
}
