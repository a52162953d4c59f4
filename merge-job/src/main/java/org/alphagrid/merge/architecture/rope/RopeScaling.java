package org.alphagrid.merge.architecture.rope;

/**
 * How a model's rotation differs from the plain one, so that it reaches further than it was trained
 * for.
 */
public sealed interface RopeScaling
    permits PlainRope, LinearRope, DynamicRope, YarnRope, Llama3Rope, LongRope {
  /**
   * Radians per position of each pair, [rotarySize / 2].
   *
   * @param contextLength most positions of the model, which some variants look at; not those of a
   *     run, since then the same prompt would give other tokens in another run
   */
  double[] frequencies(double theta, int rotarySize, int contextLength);

  /** What cosines and sines are multiplied by. */
  default double amplitude() {
    return 1;
  }
}
