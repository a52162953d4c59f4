package org.alphagrid.merge.tensor;

/**
 * Evaluates linear forms. This class is the plain definition; {@link VectorCombinations} gives the
 * same bits faster.
 */
public class BlockCombinations {
  BlockCombinations() {}

  /**
   * Evaluates a linear form.
   *
   * @param vectors as many as the form has weights
   * @param origin of a form of differences, otherwise null
   */
  public void combine(
      LinearCombination form, float[][] vectors, float[] origin, float[] target, int count) {
    if (form.ofDifferences()) {
      combineDifferences(form, vectors, origin, target, count);
      return;
    }
    boolean empty = true;
    for (int v = 0; v < vectors.length; v++) {
      float weight = form.weights()[v];
      float[] vector = vectors[v];
      if (weight == 0) {
        continue;
      }
      if (empty) {
        for (int i = 0; i < count; i++) {
          target[i] = weight * vector[i];
        }
      } else {
        for (int i = 0; i < count; i++) {
          target[i] += weight * vector[i];
        }
      }
      empty = false;
    }
    if (empty) {
      java.util.Arrays.fill(target, 0, count, 0);
    }
    divide(target, form.divisor(), count);
  }

  private static void combineDifferences(
      LinearCombination form, float[][] vectors, float[] origin, float[] target, int count) {
    for (int v = 0; v < vectors.length; v++) {
      float weight = form.weights()[v];
      float[] vector = vectors[v];
      if (v == 0) {
        for (int i = 0; i < count; i++) {
          target[i] = weight * (vector[i] - origin[i]);
        }
      } else {
        for (int i = 0; i < count; i++) {
          target[i] += weight * (vector[i] - origin[i]);
        }
      }
    }
    divide(target, form.divisor(), count);
    float lambda = form.lambda();
    for (int i = 0; i < count; i++) {
      target[i] = origin[i] + lambda * target[i];
    }
  }

  private static void divide(float[] target, float divisor, int count) {
    if (divisor != 1) {
      for (int i = 0; i < count; i++) {
        target[i] /= divisor;
      }
    }
  }

  /** Returns whether {@link #combineBfloat16} can evaluate a form of some vectors. */
  public boolean combinesBfloat16(LinearCombination form) {
    return false;
  }

  /**
   * Evaluates linear forms of the same vectors from stored bfloat16 to stored bfloat16 without the
   * detour over arrays of float32.
   *
   * @param forms all of differences or none, and each one that {@link #combinesBfloat16}
   * @param results of each form
   * @return false where an element is not finite or so large that a result might not be; what the
   *     results hold is then undefined, and their digests are as before
   */
  public boolean combineBfloat16(
      LinearCombination[] forms, StoredVectors vectors, StoredResult[] results) {
    return false;
  }
}
