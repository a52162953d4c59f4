package org.alphagrid.search;

import java.util.SplittableRandom;

/** Derives randomness from a seed and names, so that it never depends on order. */
public final class KeyedRandom {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private KeyedRandom() {}

  /** Returns the stream of these names; equal names have equal streams. */
  public static SplittableRandom of(long seed, Object... names) {
    long hash = FNV_OFFSET ^ seed;
    for (Object name : names) {
      String text = name.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
      // Between names, so that "a", "bc" is not "ab", "c".
      hash = (hash ^ 0xffff) * FNV_PRIME;
    }
    return new SplittableRandom(hash);
  }

  /**
   * Returns one standard normal draw (Box and Muller, Annals of Mathematical Statistics 29, 1958).
   */
  public static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
