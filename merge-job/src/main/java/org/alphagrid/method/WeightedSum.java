package org.alphagrid.method;

/**
 * {@code b + sum c_i (x_i - b)}, or {@code sum c_i x_i} without a base, in float32. A model with
 * factor 0 takes no part at all, so that a factor of 1 on the only other one gives it bit for bit.
 */
final class WeightedSum {
  private WeightedSum() {}

  /** Over the models themselves, divided at the end. */
  static BlockKernel ofModels(double[] factors, double divisor) {
    BlockKernel sum = ofModels(factors);
    if (divisor == 1) {
      return sum;
    }
    float by = (float) divisor;
    return (block, merged) -> {
      sum.merge(block, merged);
      for (int i = 0; i < block.length(); i++) {
        merged[i] /= by;
      }
    };
  }

  /** Over the models themselves. */
  static BlockKernel ofModels(double[] factors) {
    float[] weights = floats(factors);
    return (block, merged) -> {
      boolean empty = true;
      for (int m = 0; m < weights.length; m++) {
        if (weights[m] != 0) {
          add(weights[m], block.models()[m], merged, block.length(), empty);
          empty = false;
        }
      }
      if (empty) {
        java.util.Arrays.fill(merged, 0, block.length(), 0);
      }
    };
  }

  /** Over base and the models. */
  static BlockKernel ofBaseAndModel(double baseFactor, double modelFactor) {
    float first = (float) baseFactor;
    float second = (float) modelFactor;
    return (block, merged) -> {
      add(first, block.base(), merged, block.length(), true);
      if (second != 0) {
        add(second, block.models()[0], merged, block.length(), first == 0);
      }
    };
  }

  /** Over the differences from the base. */
  static BlockKernel ofDeltas(double[] factors) {
    float[] weights = floats(factors);
    return (block, merged) -> {
      float[] base = block.base();
      for (int i = 0; i < block.length(); i++) {
        float sum = 0;
        for (int m = 0; m < weights.length; m++) {
          sum += weights[m] * (block.models()[m][i] - base[i]);
        }
        merged[i] = base[i] + sum;
      }
    };
  }

  private static void add(float weight, float[] model, float[] merged, int length, boolean first) {
    if (first) {
      for (int i = 0; i < length; i++) {
        merged[i] = weight * model[i];
      }
    } else {
      for (int i = 0; i < length; i++) {
        merged[i] += weight * model[i];
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
