package org.alphagrid.search;

/**
 * What a candidate truly does on a benchmark, before any noise.
 *
 * @param accuracy chance that an answer is right
 * @param tokens mean length
 * @param thinkRatio chance that an answer has a thought
 */
public record Level(double accuracy, double tokens, double thinkRatio) {
  public Level {
    if (!(accuracy >= 0 && accuracy <= 1 && tokens >= 1 && thinkRatio >= 0 && thinkRatio <= 1)) {
      throw new IllegalArgumentException(
          "Invalid level: accuracy %s, tokens %s, think ratio %s (must be in [0, 1], at least 1, in [0, 1])"
              .formatted(accuracy, tokens, thinkRatio));
    }
  }

  /** Between two levels: lengths on the logarithm, the rest straight. */
  public Level towards(Level other, double share) {
    return new Level(
        accuracy + share * (other.accuracy - accuracy),
        tokens * Math.pow(other.tokens / tokens, share),
        thinkRatio + share * (other.thinkRatio - thinkRatio));
  }
}
