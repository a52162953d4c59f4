package org.alphagrid.merge.mergekit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The slow, obvious twin of arcee_fusion's choice.
 *
 * @param taken which elements are the other model's
 * @param divergence the median of the rows'
 */
record FusionMask(boolean[] taken, double divergence) {
  private static final double FLOOR = 1e-8;

  /** The formula in float64. */
  static FusionMask exact(float[] base, float[] other, int rowLength) {
    return of(base, other, rowLength, value -> value);
  }

  /** The formula with every result rounded to float32, as mergekit computes it. */
  static FusionMask inFloat32(float[] base, float[] other, int rowLength) {
    return of(base, other, rowLength, value -> (float) value);
  }

  private static FusionMask of(
      float[] base, float[] other, int rowLength, DoubleUnaryOperator rounded) {
    float[] importance = new float[base.length];
    double[] divergences = new double[base.length / rowLength];
    for (int first = 0; first < base.length; first += rowLength) {
      double[] p = softmax(other, first, rowLength, rounded);
      double[] q = softmax(base, first, rowLength, rounded);
      double divergence = 0;
      for (int i = 0; i < rowLength; i++) {
        double ratio = rounded.applyAsDouble(p[i] / q[i]);
        double term = rounded.applyAsDouble(p[i] * rounded.applyAsDouble(Math.log(ratio)));
        divergence = rounded.applyAsDouble(divergence + term);
      }
      divergences[first / rowLength] = divergence;
      for (int i = first; i < first + rowLength; i++) {
        importance[i] = (float) (Math.abs((double) other[i] - base[i]) * divergence);
      }
    }
    Arrays.sort(divergences);
    float[] sorted = importance.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double spread = (double) sorted[3 * last / 4] - sorted[last / 4];
    double threshold = sorted[2 * last / 4] + 1.5 * spread;
    boolean[] taken = new boolean[base.length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = importance[i] >= threshold;
    }
    return new FusionMask(taken, divergences[divergences.length / 2]);
  }

  private static double[] softmax(
      float[] values, int first, int length, DoubleUnaryOperator rounded) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = first; i < first + length; i++) {
      most = Math.max(most, values[i]);
    }
    double[] shares = new double[length];
    double sum = 0;
    for (int i = 0; i < length; i++) {
      shares[i] = rounded.applyAsDouble(Math.exp(rounded.applyAsDouble(values[first + i] - most)));
      sum = rounded.applyAsDouble(sum + shares[i]);
    }
    for (int i = 0; i < length; i++) {
      shares[i] = rounded.applyAsDouble(rounded.applyAsDouble(shares[i] / sum) + FLOOR);
    }
    return shares;
  }
}
