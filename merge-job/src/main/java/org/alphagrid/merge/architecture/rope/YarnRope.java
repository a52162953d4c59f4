package org.alphagrid.merge.architecture.rope;

/**
 * Scales by YaRN: pairs that turn often within the trained length stay, those that turn seldom are
 * stretched, with a ramp between (Peng et al., 2023, sections 3.2 and 3.4).
 *
 * @param factor stretch of slow pairs
 * @param trained positions in training
 * @param fastTurns pairs with at least this many turns stay (beta, 32 in the paper)
 * @param slowTurns pairs with at most this many turns are stretched (alpha, 1 in the paper)
 * @param truncate whether the ramp's ends are rounded to whole pairs
 * @param amplitude multiplies cosines and sines; 0.1 ln(factor) + 1 in the paper
 */
public record YarnRope(
    double factor,
    int trained,
    double fastTurns,
    double slowTurns,
    boolean truncate,
    double amplitude)
    implements RopeScaling {
  public YarnRope {
    Positive.require("factor", factor);
    Positive.require("original_max_position_embeddings", trained);
    Positive.require("beta_fast", fastTurns);
    Positive.require("beta_slow", slowTurns);
    Positive.require("attention_factor", amplitude);
  }

  /** Computes the paper's amplitude, equation 22, with its factor 0.1 multiplied by a scale. */
  public static double amplitudeOf(double factor, double scale) {
    return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
  }

  @Override
  public double[] frequencies(double theta, int rotarySize, int contextLength) {
    double[] frequencies = new PlainRope().frequencies(theta, rotarySize, contextLength);
    double first = pairTurning(fastTurns, theta, rotarySize);
    double last = pairTurning(slowTurns, theta, rotarySize);
    first = Math.max(truncate ? Math.floor(first) : first, 0);
    last = Math.min(truncate ? Math.ceil(last) : last, rotarySize - 1);
    double length = Math.max(last - first, 0.001);
    for (int pair = 0; pair < frequencies.length; pair++) {
      double stretched = Math.min(Math.max((pair - first) / length, 0), 1);
      frequencies[pair] *= 1 - stretched + stretched / factor;
    }
    return frequencies;
  }

  /** Returns the (fractional) pair that makes so many turns within the trained length. */
  private double pairTurning(double turns, double theta, int rotarySize) {
    return rotarySize * Math.log(trained / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
  }
}
