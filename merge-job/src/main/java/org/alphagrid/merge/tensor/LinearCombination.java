package org.alphagrid.merge.tensor;

/**
 * Describes a weighted sum of vectors, the arithmetic most merges come down to. All steps are
 * float32, in this order.
 *
 * <ul>
 *   <li>plain: {@code (w_1 v_1 + w_2 v_2 + ...) / divisor}; a vector of weight 0 is left out, so
 *       that a weight of 1 on the only other one gives it bit for bit
 *   <li>of differences: {@code o + lambda ((w_1 (v_1 - o) + ...) / divisor)}
 * </ul>
 *
 * @param ofDifferences whether an origin {@code o} is subtracted first and added last
 * @param weights one for each vector
 * @param divisor of the sum
 * @param lambda factor on the divided sum of differences; 1 for plain sums
 */
public record LinearCombination(
    boolean ofDifferences, float[] weights, float divisor, float lambda) {
  /** Returns a plain sum. */
  public static LinearCombination plain(float[] weights, float divisor) {
    return new LinearCombination(false, weights, divisor, 1);
  }

  /** Returns a sum of differences added to their origin. */
  public static LinearCombination ofDifferences(float[] weights, float divisor, float lambda) {
    return new LinearCombination(true, weights, divisor, lambda);
  }

  /** Bounds the results of a plain sum: none is larger than this many times the largest element. */
  double growth() {
    double sum = 0;
    for (float weight : weights) {
      sum += Math.abs(weight);
    }
    return sum;
  }
}
