package org.alphagrid.quickstart;

import java.util.Arrays;

/**
 * Optimizes one flat weight vector with AdamW (Loshchilov and Hutter, arXiv 1711.05101), the
 * gradient's norm limited to 1.
 */
final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.98;
  private static final double EPSILON = 1e-8;
  private static final double DECAY = 0.01;
  private static final double MAX_NORM = 1.0;

  private final double[] mean;
  private final double[] square;
  private final boolean[] decayed;
  private int steps;

  AdamW(DecoderShape shape) {
    this.mean = new double[shape.size()];
    this.square = new double[shape.size()];
    this.decayed = decayed(shape);
  }

  /** Changes the weights in place, by a gradient that has to be finite. */
  void step(float[] weights, float[] gradient, double rate) {
    double norm = norm(gradient);
    if (!Double.isFinite(norm)) {
      throw new IllegalStateException("Cannot train on: gradient norm is " + norm);
    }
    steps++;
    double limit = norm > MAX_NORM ? MAX_NORM / norm : 1;
    double meanScale = 1 / (1 - Math.pow(BETA_1, steps));
    double squareScale = 1 / (1 - Math.pow(BETA_2, steps));
    for (int i = 0; i < weights.length; i++) {
      double slope = gradient[i] * limit;
      mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * slope;
      square[i] = BETA_2 * square[i] + (1 - BETA_2) * slope * slope;
      double update = mean[i] * meanScale / (Math.sqrt(square[i] * squareScale) + EPSILON);
      if (decayed[i]) {
        update += DECAY * weights[i];
      }
      weights[i] = (float) (weights[i] - rate * update);
    }
  }

  private static double norm(float[] gradient) {
    double sum = 0;
    for (float slope : gradient) {
      sum += (double) slope * slope;
    }
    return Math.sqrt(sum);
  }

  /** Returns which weights decay: all but norms. */
  private static boolean[] decayed(DecoderShape shape) {
    boolean[] decayed = new boolean[shape.size()];
    int offset = 0;
    for (TrainableWeight slot : shape.slots()) {
      Arrays.fill(decayed, offset, offset + slot.size(), !slot.isNorm());
      offset += slot.size();
    }
    return decayed;
  }
}
