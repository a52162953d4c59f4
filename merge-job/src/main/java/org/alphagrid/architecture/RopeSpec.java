package org.alphagrid.architecture;

/**
 * Rotary position embedding: pair {@code i} of a head of {@code rotarySize} values turns by {@code
 * position * inverseFrequency(i)}. Pairs are (i, i + rotarySize/2), the half-split layout of
 * Hugging Face checkpoints (Su et al., 2021, section 3.4.2).
 *
 * @param theta the base; 10,000 in the paper
 * @param rotarySize how many of a head's values turn; even
 */
public record RopeSpec(double theta, int rotarySize) {
  public RopeSpec {
    if (!(theta > 0)) {
      throw new IllegalArgumentException("Invalid rope theta: " + theta + " (must be > 0)");
    }
    if (rotarySize <= 0 || rotarySize % 2 != 0) {
      throw new IllegalArgumentException(
          "Invalid rotary size: " + rotarySize + " (must be positive and even)");
    }
  }

  /** Radians per position of pair {@code pair}, 0 to rotarySize/2 - 1. */
  public double inverseFrequency(int pair) {
    return Math.pow(theta, -2.0 * pair / rotarySize);
  }
}
