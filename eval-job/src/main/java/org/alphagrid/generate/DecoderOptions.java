package org.alphagrid.generate;

/**
 * How a model is loaded.
 *
 * @param positions longest sequence, prompt and completion together; a shorter model context wins
 * @param threads threads of the engine inside one step
 * @param prepacking whether weights are laid out anew for the matrix kernels: half as fast again
 *     from batch 8 on, at two to three times the load time; see {@link Decoder#batchInvariant} for
 *     what it means for reproducibility
 */
public record DecoderOptions(int positions, int threads, boolean prepacking) {
  public DecoderOptions {
    requirePositive("positions", positions);
    requirePositive("threads", threads);
  }

  /** For generation of many tokens. */
  public static DecoderOptions of(int positions, int threads) {
    return new DecoderOptions(positions, threads, true);
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("Invalid %s: %d (must be > 0)".formatted(what, value));
    }
  }
}
