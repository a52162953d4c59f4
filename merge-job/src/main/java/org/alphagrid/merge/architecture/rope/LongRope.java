package org.alphagrid.merge.architecture.rope;

import java.util.List;

/**
 * Scales by LongRoPE: every pair has a stretch found by search, one list for sequences within the
 * trained length and one for longer ones (Ding et al., 2024, section 3.2).
 *
 * <p>A token's rotation must not depend on what follows, so the model's longest sequence decides
 * which list it is.
 *
 * @param shortFactors stretch of each pair, [rotarySize / 2]
 * @param longFactors the same for long sequences
 * @param trained positions in training
 * @param amplitude multiplies cosines and sines
 */
public record LongRope(
    List<Double> shortFactors, List<Double> longFactors, int trained, double amplitude)
    implements RopeScaling {
  public LongRope {
    shortFactors = List.copyOf(shortFactors);
    longFactors = List.copyOf(longFactors);
    shortFactors.forEach(factor -> Positive.require("short_factor", factor));
    longFactors.forEach(factor -> Positive.require("long_factor", factor));
    Positive.require("original_max_position_embeddings", trained);
    Positive.require("attention_factor", amplitude);
  }

  /** Computes sqrt(1 + ln(factor) / ln(trained)), or 1 where nothing is stretched. */
  public static double amplitudeOf(double factor, int trained) {
    return factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(trained));
  }

  @Override
  public double[] frequencies(double theta, int rotarySize, int contextLength) {
    List<Double> factors = contextLength > trained ? longFactors : shortFactors;
    double[] frequencies = new PlainRope().frequencies(theta, rotarySize, contextLength);
    for (int pair = 0; pair < frequencies.length; pair++) {
      frequencies[pair] /= factors.get(pair);
    }
    return frequencies;
  }
}
