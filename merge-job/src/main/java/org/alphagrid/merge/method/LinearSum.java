package org.alphagrid.merge.method;

import org.alphagrid.merge.tensor.BlockCombinations;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.LinearCombination;

/**
 * Computes a linear combination of the parents with the same factors for every element. The engine
 * recognises this kernel and, where it can, works on the stored elements without decoding them.
 *
 * @param form the factors and the order of operations
 * @param withBase whether the base is the first vector of a plain form
 */
public record LinearSum(LinearCombination form, boolean withBase) implements BlockKernel {
  private static final BlockCombinations FORMS = BlockMath.fastest().forms();

  /**
   * Returns the kernel {@code (sum c_i x_i) / divisor}.
   *
   * @param factors one for each model
   */
  public static LinearSum ofModels(double[] factors, double divisor) {
    return new LinearSum(LinearCombination.plain(floats(factors), (float) divisor), false);
  }

  /**
   * Returns the kernel {@code sum c_i x_i}.
   *
   * @param factors one for each model
   */
  public static LinearSum ofModels(double[] factors) {
    return ofModels(factors, 1);
  }

  /** Returns the kernel {@code baseFactor b + modelFactor x} for a base and one model. */
  public static LinearSum ofBaseAndModel(double baseFactor, double modelFactor) {
    float[] weights = floats(new double[] {baseFactor, modelFactor});
    return new LinearSum(LinearCombination.plain(weights, 1), true);
  }

  /**
   * Returns the kernel {@code b + sum c_i (x_i - b)}.
   *
   * @param factors one for each model
   */
  public static LinearSum ofDeltas(double[] factors) {
    return ofDeltas(floats(factors), 1, 1);
  }

  /**
   * Returns the kernel {@code b + lambda ((sum c_i (x_i - b)) / divisor)}.
   *
   * @param factors one for each model
   */
  public static LinearSum ofDeltas(float[] factors, float divisor, float lambda) {
    return new LinearSum(LinearCombination.ofDifferences(factors, divisor, lambda), false);
  }

  @Override
  public void merge(ParentBlock block, float[] merged) {
    float[] origin = form.ofDifferences() ? block.base() : null;
    FORMS.combine(form, vectors(block.base(), block.models()), origin, merged, block.length());
  }

  /** Arranges one value for the base and one for each model in the order of the form's vectors. */
  public <T> T[] vectors(T base, T[] models) {
    if (!withBase) {
      return models;
    }
    T[] vectors = java.util.Arrays.copyOf(models, models.length + 1);
    System.arraycopy(models, 0, vectors, 1, models.length);
    vectors[0] = base;
    return vectors;
  }

  /** Rounds weights to float32. */
  public static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
