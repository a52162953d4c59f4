package org.alphagrid.merge.architecture.rope;

/**
 * Scales as Llama 3.1 does: long waves are stretched by the factor, short ones stay, those between
 * are blended by how often they turn within the trained length (Llama 3.1 model card and reference
 * code).
 *
 * @param factor stretch of long waves
 * @param lowFactor waves longer than trained / lowFactor are long
 * @param highFactor waves shorter than trained / highFactor are short
 * @param trained positions in training
 */
public record Llama3Rope(double factor, double lowFactor, double highFactor, int trained)
    implements RopeScaling {
  public Llama3Rope {
    Positive.require("factor", factor);
    Positive.require("low_freq_factor", lowFactor);
    Positive.require("high_freq_factor", highFactor);
    Positive.require("original_max_position_embeddings", trained);
    if (highFactor <= lowFactor) {
      throw new IllegalArgumentException(
          "Invalid rope high_freq_factor: %s (must be above low_freq_factor %s)"
              .formatted(highFactor, lowFactor));
    }
  }

  @Override
  public double[] frequencies(double theta, int rotarySize, int contextLength) {
    double[] frequencies = new PlainRope().frequencies(theta, rotarySize, contextLength);
    for (int pair = 0; pair < frequencies.length; pair++) {
      double turns = trained * frequencies[pair] / (2 * Math.PI);
      double share = Math.min(Math.max((turns - lowFactor) / (highFactor - lowFactor), 0), 1);
      frequencies[pair] *= share + (1 - share) / factor;
    }
    return frequencies;
  }
}
