package org.alphagrid.merge.architecture.rope;

/** Leaves pair i at theta^(-2i / rotarySize) radians (Su et al., 2021, section 3.4.2). */
public record PlainRope() implements RopeScaling {
  @Override
  public double[] frequencies(double theta, int rotarySize, int contextLength) {
    double[] frequencies = new double[rotarySize / 2];
    for (int pair = 0; pair < frequencies.length; pair++) {
      frequencies[pair] = Math.pow(theta, -2.0 * pair / rotarySize);
    }
    return frequencies;
  }
}
