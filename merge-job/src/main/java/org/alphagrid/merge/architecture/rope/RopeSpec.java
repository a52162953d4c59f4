package org.alphagrid.merge.architecture.rope;

/**
 * Describes a rotary position embedding: pair {@code i} of a head of {@code rotarySize} values
 * turns by {@code position * frequency(i)}. Pairs are (i, i + rotarySize/2), the half-split layout
 * of Hugging Face checkpoints (Su et al., 2021, section 3.4.2); values beyond {@code rotarySize} do
 * not turn.
 *
 * @param theta the base; 10,000 in the paper
 * @param rotarySize how many of a head's values turn; even
 * @param scaling how frequencies differ from the paper's
 */
public record RopeSpec(double theta, int rotarySize, RopeScaling scaling) {
  private static final int MOST = 1 << 16;

  public RopeSpec {
    if (!(theta > 0)) {
      throw new IllegalArgumentException("Invalid rope theta: " + theta + " (must be > 0)");
    }
    if (rotarySize <= 0 || rotarySize % 2 != 0 || rotarySize > MOST) {
      throw new IllegalArgumentException(
          "Invalid rotary size: %d (must be positive, even and at most %d)"
              .formatted(rotarySize, MOST));
    }
  }

  /** Describes a rotation without scaling. */
  public static RopeSpec plain(double theta, int rotarySize) {
    return new RopeSpec(theta, rotarySize, new PlainRope());
  }

  /**
   * Computes the radians per position of each pair, [rotarySize / 2].
   *
   * @param contextLength most positions of the model
   */
  public double[] frequencies(int contextLength) {
    return scaling.frequencies(theta, rotarySize, contextLength);
  }
}
