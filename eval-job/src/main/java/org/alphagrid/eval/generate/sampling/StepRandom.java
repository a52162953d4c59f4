package org.alphagrid.eval.generate.sampling;

/**
 * Draws counter-based random numbers: a value depends on (seed, step) and on nothing drawn before,
 * so it is the same in every batch and after every resume (SplitMix64; Steele, Lea and Flood, 2014,
 * figure 16).
 */
public final class StepRandom {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private StepRandom() {}

  /** Returns a uniform number in [0, 1), a multiple of 2^-53. */
  public static double uniform(long seed, long step) {
    // Mixing the seed first keeps neighbouring seeds from walking the same sequence.
    return (mix(mix(seed) + (step + 1) * GAMMA) >>> 11) * 0x1p-53;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
