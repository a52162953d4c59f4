package org.alphagrid.merge.tensor;

/**
 * Selects the elements that take part: the largest, those that are drawn, those of the elected
 * sign. This class is the plain definition; {@link VectorMasks} gives the same bits faster.
 */
public class BlockMasks {
  /**
   * Weights that sum to zero, such as 0.7, -0.4 and -0.3, leave less than this share of the largest
   * when three or more are summed in float32; two cancel without a rest.
   */
  private static final float CANCELLED = 1e-6f;

  BlockMasks() {}

  /** Sets to zero what has a smaller magnitude than the one of these float bits. */
  public void dropBelow(int leastBits, float[] values, int count) {
    dropBelow(leastBits, values, 0, count);
  }

  static void dropBelow(int leastBits, float[] values, int from, int count) {
    for (int i = from; i < count; i++) {
      int bits = Float.floatToRawIntBits(values[i]) & 0x7fffffff;
      values[i] = bits >= leastBits ? values[i] : 0;
    }
  }

  /**
   * Elects the sign of each element by the sum of the vectors (zero counts as positive), sums those
   * that have it, and adds {@code lambda} times the sum to an origin; a zero has no sign.
   *
   * @param weights what each vector adds to the divisor where it takes part; null for no division
   */
  public void addElected(
      float[][] vectors, float[] weights, float[] origin, float lambda, float[] target, int count) {
    addElected(vectors, weights, origin, lambda, target, 0, count);
  }

  static void addElected(
      float[][] vectors,
      float[] weights,
      float[] origin,
      float lambda,
      float[] target,
      int from,
      int count) {
    float rest = vectors.length > 2 && weights != null ? CANCELLED * largest(weights) : 0;
    for (int i = from; i < count; i++) {
      float vote = 0;
      for (float[] vector : vectors) {
        vote += vector[i];
      }
      float sign = vote >= 0 ? 1 : -1;
      float sum = 0;
      float weight = 0;
      for (int v = 0; v < vectors.length; v++) {
        if (vectors[v][i] * sign > 0) {
          sum += vectors[v][i];
          weight += weights == null ? 0 : weights[v];
        }
      }
      target[i] = origin[i] + lambda * (Math.abs(weight) > rest ? sum / weight : sum);
    }
  }

  private static float largest(float[] weights) {
    float largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }

  /**
   * Computes {@code weight (factor d)} of the differences {@code d = x - origin} of at least some
   * magnitude; of the others d counts as zero.
   *
   * @param leastBits the float bits of that magnitude
   */
  public void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int count) {
    weighLargest(leastBits, x, origin, factor, weight, target, 0, count);
  }

  static void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int from,
      int count) {
    for (int i = from; i < count; i++) {
      float delta = x[i] - origin[i];
      int bits = Float.floatToRawIntBits(delta) & 0x7fffffff;
      target[i] = weight * (factor * (bits >= leastBits ? delta : 0));
    }
  }

  /**
   * Computes the same of the elements whose random number is below {@code limit}; see {@link
   * CounterRandom}.
   *
   * @param first the flat index of element 0
   */
  public void weighDrawn(
      CounterRandom random,
      long limit,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      long first,
      int count) {
    weighDrawn(random, limit, x, origin, factor, weight, target, first, 0, count);
  }

  static void weighDrawn(
      CounterRandom random,
      long limit,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      long first,
      int from,
      int count) {
    for (int i = from; i < count; i++) {
      float delta = x[i] - origin[i];
      target[i] = weight * (factor * (random.word(first + i) < limit ? delta : 0));
    }
  }

  /**
   * Sets to zero every element whose random number is {@code limit} or more; see {@link
   * CounterRandom}.
   *
   * @param first the flat index of element 0
   */
  public void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int count) {
    dropRandomly(random, limit, values, first, 0, count);
  }

  static void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int from, int count) {
    for (int i = from; i < count; i++) {
      values[i] = random.word(first + i) < limit ? values[i] : 0;
    }
  }
}
