package org.alphagrid.tensor;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Uniform numbers that are a function of (seed, tensor name, model's place, element index) and of
 * nothing else, so that any cut of the work draws the same mask. The mixing is SplitMix64's
 * (Steele, Lea and Flood, 2014, figure 16).
 *
 * @param key mixed from everything but the index
 */
public record CounterRandom(long key) implements Serializable {
  /** Random bits of each number. */
  static final int BITS = 53;

  static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
  static final long SECOND_FACTOR = 0x94d049bb133111ebL;

  /** The numbers of one model's tensor. */
  public static CounterRandom of(long seed, String tensor, int model) {
    long key = mix(seed + GOLDEN_GAMMA);
    for (byte b : tensor.getBytes(StandardCharsets.UTF_8)) {
      key = mix(key + GOLDEN_GAMMA + b);
    }
    return new CounterRandom(mix(key + GOLDEN_GAMMA * (model + 1L)));
  }

  /** A number in [0, 1) for one element. */
  public double uniform(long index) {
    return bits(index) * 0x1p-53;
  }

  /** 64 random bits for one element. */
  public long word(long index) {
    return mix(key + GOLDEN_GAMMA * (index + 1));
  }

  /** The same number times 2^53, a whole one. */
  long bits(long index) {
    return word(index) >>> (Long.SIZE - BITS);
  }

  /** The {@link #bits} from which on {@link #uniform} is at least {@code share}. */
  public static long limit(double share) {
    return (long) Math.ceil(share * 0x1p53);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * FIRST_FACTOR;
    z = (z ^ (z >>> 27)) * SECOND_FACTOR;
    return z ^ (z >>> 31);
  }
}
