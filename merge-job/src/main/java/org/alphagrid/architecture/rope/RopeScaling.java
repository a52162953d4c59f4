package org.alphagrid.architecture.rope;

/**
 * How a model's rotation differs from the plain one, so that it reaches further than it was trained
 * for.
 */
public sealed interface RopeScaling
    permits PlainRope, LinearRope, DynamicRope, YarnRope, Llama3Rope, LongRope {
  /**
   * Radians per position of each pair, [rotarySize / 2].
   *
   * @param positions the longest sequence to be run; some variants look at it
   */
  double[] frequencies(double theta, int rotarySize, int positions);

  /** What cosines and sines are multiplied by. */
  default double amplitude() {
    return 1;
  }
}
