package org.alphagrid.merge.tensor;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Draws uniform numbers that are a function of (seed, tensor name, model's place, element index)
 * and of nothing else, so that any cut of the work draws the same mask. The mixing is SplitMix64's
 * (Steele, Lea and Flood, 2014, figure 16).
 *
 * @param key mixed from everything but the index
 */
public record CounterRandom(long key) implements Serializable {
  /** Random bits of each uniform number. */
  private static final int BITS = 53;

  static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
  static final long SECOND_FACTOR = 0x94d049bb133111ebL;

  /**
   * Returns the numbers of one tensor.
   *
   * @param model the model's place among several, or 0
   */
  public static CounterRandom of(long seed, String tensor, int model) {
    long key = mix(seed + GOLDEN_GAMMA);
    for (byte b : tensor.getBytes(StandardCharsets.UTF_8)) {
      key = mix(key + GOLDEN_GAMMA + b);
    }
    return new CounterRandom(mix(key + GOLDEN_GAMMA * (model + 1L)));
  }

  /** Returns a number in [0, 1) for one element. */
  public double uniform(long index) {
    return (bits(index) >>> (Long.SIZE - BITS)) * 0x1p-53;
  }

  /** Draws 64 random bits for one element. */
  public long bits(long index) {
    return mix(key + GOLDEN_GAMMA * (index + 1));
  }

  /**
   * Returns a number in [0, 1) for one element in steps of 2^-31, for masks: two elements share the
   * 64 bits of one.
   */
  public double coarse(long index) {
    return word(index) * 0x1p-31;
  }

  /** Returns the {@link #coarse} number times 2^31, a whole one. */
  long word(long index) {
    long both = bits(index >> 1);
    return (index & 1) == 0 ? (both & 0xffffffffL) >>> 1 : both >>> 33;
  }

  /** Returns the {@link #word} from which on {@link #coarse} is at least {@code share}. */
  public static long limit(double share) {
    return (long) Math.ceil(share * 0x1p31);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * FIRST_FACTOR;
    z = (z ^ (z >>> 27)) * SECOND_FACTOR;
    return z ^ (z >>> 31);
  }
}
