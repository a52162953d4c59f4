package org.alphagrid.merge.architecture;

/**
 * Describes the RMS norms of a decoder, {@code x / sqrt(mean(x^2) + epsilon) * w} (Zhang and
 * Sennrich, 2019).
 *
 * @param epsilon added to the mean square
 * @param unitOffset whether values are multiplied by 1 + w (Gemma) instead of by the stored w
 * @param block the norms of every block
 */
public record NormSpec(double epsilon, boolean unitOffset, BlockNorms block) {
  public NormSpec {
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException("Invalid norm epsilon: " + epsilon + " (must be >= 0)");
    }
  }

  /** Describes norms before attention and feed-forward, with weights as stored. */
  public static NormSpec before(double epsilon) {
    return new NormSpec(epsilon, false, BlockNorms.BEFORE);
  }
}
