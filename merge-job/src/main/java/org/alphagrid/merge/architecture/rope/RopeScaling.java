package org.alphagrid.merge.architecture.rope;

/**
 * Computes the frequencies of a rotary position embedding, plain or stretched beyond the positions
 * of training.
 */
public sealed interface RopeScaling
    permits PlainRope, LinearRope, DynamicRope, YarnRope, Llama3Rope, LongRope {
  /**
   * Computes the radians per position of each pair, [rotarySize / 2].
   *
   * @param theta base of the frequencies
   * @param rotarySize values of a head that turn
   * @param contextLength most positions of the model, which some variants look at; not those of a
   *     run, since then the same prompt would give other tokens in another run
   */
  double[] frequencies(double theta, int rotarySize, int contextLength);

  /** Returns the factor of cosines and sines. */
  default double amplitude() {
    return 1;
  }
}
