package org.alphagrid.merge.architecture.rope;

/**
 * Interpolates positions: every position counts as position / factor (Chen et al., 2023, section
 * 3).
 *
 * @param factor how far beyond training the model reaches
 */
public record LinearRope(double factor) implements RopeScaling {
  public LinearRope {
    Positive.require("factor", factor);
  }

  @Override
  public double[] frequencies(double theta, int rotarySize, int contextLength) {
    double[] frequencies = new PlainRope().frequencies(theta, rotarySize, contextLength);
    for (int pair = 0; pair < frequencies.length; pair++) {
      frequencies[pair] /= factor;
    }
    return frequencies;
  }
}
