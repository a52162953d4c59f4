package org.alphagrid.eval.onnx;

import org.alphagrid.merge.architecture.rope.DynamicRope;
import org.alphagrid.merge.architecture.rope.LinearRope;
import org.alphagrid.merge.architecture.rope.Llama3Rope;
import org.alphagrid.merge.architecture.rope.LongRope;
import org.alphagrid.merge.architecture.rope.PlainRope;
import org.alphagrid.merge.architecture.rope.RopeSpec;
import org.alphagrid.merge.architecture.rope.YarnRope;

/** The rotations once more, pair by pair, in the words of the papers that published them. */
final class PublishedRope {
  private PublishedRope() {}

  /** Radians per position of each pair. */
  static double[] frequencies(RopeSpec rope, int length) {
    double[] frequencies = new double[rope.rotarySize() / 2];
    for (int pair = 0; pair < frequencies.length; pair++) {
      frequencies[pair] = frequency(rope, pair, length);
    }
    return frequencies;
  }

  private static double frequency(RopeSpec rope, int pair, int length) {
    double d = rope.rotarySize();
    double theta = 1 / Math.pow(rope.theta(), 2 * pair / d);
    if (rope.scaling() instanceof PlainRope) {
      return theta;
    }
    if (rope.scaling() instanceof LinearRope linear) {
      return theta / linear.factor(); // Chen et al., 2023, eq. 4: f(x, m L / L')
    }
    if (rope.scaling() instanceof DynamicRope dynamic) {
      if (length <= dynamic.trained()) {
        return theta;
      }
      // Peng et al., 2023, definition 1 with s = growth: b' = b s^(d / (d - 2)).
      double growth = dynamic.factor() * length / dynamic.trained() - (dynamic.factor() - 1);
      double base = rope.theta() * Math.pow(growth, d / (d - 2));
      return 1 / Math.pow(base, 2 * pair / d);
    }
    if (rope.scaling() instanceof Llama3Rope llama) {
      double wavelength = 2 * Math.PI / theta;
      if (wavelength < llama.trained() / llama.highFactor()) {
        return theta;
      }
      if (wavelength > llama.trained() / llama.lowFactor()) {
        return theta / llama.factor();
      }
      double smooth =
          (llama.trained() / wavelength - llama.lowFactor())
              / (llama.highFactor() - llama.lowFactor());
      return (1 - smooth) * theta / llama.factor() + smooth * theta;
    }
    if (rope.scaling() instanceof LongRope lengthened) {
      return theta
          / (length > lengthened.trained()
              ? lengthened.longFactors().get(pair)
              : lengthened.shortFactors().get(pair));
    }
    YarnRope yarn = (YarnRope) rope.scaling();
    double low = correction(yarn.fastTurns(), d, rope.theta(), yarn.trained());
    double high = correction(yarn.slowTurns(), d, rope.theta(), yarn.trained());
    if (yarn.truncate()) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, d - 1);
    double ramp = (pair - low) / (high == low ? 0.001 : high - low);
    double gamma = 1 - Math.min(1, Math.max(0, ramp)); // Peng et al., 2023, eq. 11 and 13
    return (1 - gamma) * theta / yarn.factor() + gamma * theta;
  }

  /** The dimension that turns so often over the trained length, as YaRN's authors computed it. */
  private static double correction(double turns, double d, double base, double length) {
    return d * Math.log(length / (turns * 2 * Math.PI)) / (2 * Math.log(base));
  }

  /** What cosines and sines are multiplied by. */
  static double amplitude(RopeSpec rope) {
    if (rope.scaling() instanceof YarnRope yarn) {
      return yarn.amplitude();
    }
    return rope.scaling() instanceof LongRope lengthened ? lengthened.amplitude() : 1;
  }
}
