package org.alphagrid.merge.architecture;

/**
 * The RMS norms of a decoder (Zhang and Sennrich, 2019).
 *
 * @param epsilon added to the mean square
 * @param unitOffset whether a stored weight w multiplies by 1 + w (Gemma) instead of by w
 * @param block which norms a block has
 */
public record NormSpec(double epsilon, boolean unitOffset, BlockNorms block) {
  public NormSpec {
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException("Invalid norm epsilon: " + epsilon + " (must be >= 0)");
    }
  }

  /** Norms before attention and feed-forward, weights as stored. */
  public static NormSpec before(double epsilon) {
    return new NormSpec(epsilon, false, BlockNorms.BEFORE);
  }
}
