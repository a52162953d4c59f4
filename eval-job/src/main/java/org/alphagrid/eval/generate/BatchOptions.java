package org.alphagrid.eval.generate;

/**
 * Holds how much is generated at once.
 *
 * @param slots most requests generated together
 * @param cacheBytes most bytes of keys and values; what does not fit waits
 */
public record BatchOptions(int slots, long cacheBytes) {
  /** The largest number of slots. */
  public static final int MOST_SLOTS = 4096;

  public BatchOptions {
    if (slots <= 0 || slots > MOST_SLOTS) {
      throw new IllegalArgumentException(
          "Invalid slots: %d (must be from 1 to %d)".formatted(slots, MOST_SLOTS));
    }
    if (cacheBytes <= 0) {
      throw new IllegalArgumentException("Invalid cacheBytes: " + cacheBytes + " (must be > 0)");
    }
  }

  /** Allows as much cache as that many slots can ever need. */
  public static BatchOptions of(int slots) {
    return new BatchOptions(slots, Long.MAX_VALUE);
  }
}
