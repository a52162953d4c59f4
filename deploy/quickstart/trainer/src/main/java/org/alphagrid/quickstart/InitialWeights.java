package org.alphagrid.quickstart;

import java.util.Random;

/** Draws seeded starting weights: normal matrices, norms at 1. */
final class InitialWeights {
  private static final double EMBEDDING_DEVIATION = 0.05;

  private InitialWeights() {}

  static float[] draw(DecoderShape shape, long seed) {
    Random random = new Random(seed);
    float[] weights = new float[shape.size()];
    int offset = 0;
    for (TrainableWeight slot : shape.slots()) {
      double deviation = deviation(slot, shape.layers());
      for (int i = 0; i < slot.size(); i++) {
        weights[offset + i] = slot.isNorm() ? 1 : (float) (random.nextGaussian() * deviation);
      }
      offset += slot.size();
    }
    return weights;
  }

  private static double deviation(TrainableWeight slot, int layers) {
    if (slot.name().contains("embed")) {
      return EMBEDDING_DEVIATION;
    }
    double deviation = 1 / Math.sqrt(slot.dimensions().get(slot.dimensions().size() - 1));
    // What is added to the residual stream is made smaller, so its scale stays level with depth.
    boolean residual = slot.name().contains("o_proj") || slot.name().contains("down_proj");
    return residual ? deviation / Math.sqrt(2.0 * layers) : deviation;
  }
}
