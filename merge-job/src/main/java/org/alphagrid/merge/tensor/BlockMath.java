package org.alphagrid.merge.tensor;

/**
 * Computes on consecutive elements; one part for each purpose. The plain definition of each part
 * stands in its class; the Vector API gives the same bits faster where the JVM was started with
 * {@code --add-modules jdk.incubator.vector}. Nothing here keeps state, so one instance serves all
 * threads.
 *
 * @param name what is in use: {@code scalar} or {@code vector} and its width
 * @param codec stored elements to and from float32
 * @param forms linear forms
 * @param sums float64 sums
 * @param masks elements that are kept, drawn or elected
 * @param chains of digests
 */
public record BlockMath(
    String name,
    BlockCodec codec,
    BlockCombinations forms,
    BlockSums sums,
    BlockMasks masks,
    LaneChains chains) {
  private static final BlockMath SCALAR =
      new BlockMath(
          "scalar",
          new BlockCodec(),
          new BlockCombinations(),
          new BlockSums(),
          new BlockMasks(),
          new LaneChains());

  /** Returns the plain definition. */
  public static BlockMath scalar() {
    return SCALAR;
  }

  /** Returns the fastest this JVM has. */
  public static BlockMath fastest() {
    return Fastest.MATH;
  }

  /** Chosen once; the vector classes are only loaded where their module is. */
  private static final class Fastest {
    static final BlockMath MATH =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? VectorMath.create()
            : SCALAR;
  }
}
