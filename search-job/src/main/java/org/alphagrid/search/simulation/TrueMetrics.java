package org.alphagrid.search.simulation;

/**
 * Holds the true means of a candidate on a benchmark, before any noise.
 *
 * @param accuracy chance that an answer is right
 * @param tokens mean length
 * @param thinkRatio chance that an answer has a thought
 */
public record TrueMetrics(double accuracy, double tokens, double thinkRatio) {
  public TrueMetrics {
    if (!(accuracy >= 0 && accuracy <= 1 && tokens >= 1 && thinkRatio >= 0 && thinkRatio <= 1)) {
      throw new IllegalArgumentException(
          "Invalid level: accuracy %s, tokens %s, think ratio %s (must be in [0, 1], at least 1, in [0, 1])"
              .formatted(accuracy, tokens, thinkRatio));
    }
  }

  /** Returns a level between two: lengths interpolated in the logarithm, the rest linearly. */
  public TrueMetrics towards(TrueMetrics other, double share) {
    return new TrueMetrics(
        accuracy + share * (other.accuracy - accuracy),
        tokens * Math.pow(other.tokens / tokens, share),
        thinkRatio + share * (other.thinkRatio - thinkRatio));
  }
}
