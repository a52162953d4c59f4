package org.alphagrid.merge.method.builtin;

import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.LinearSum;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.statistic.Grouping;
import org.alphagrid.merge.tensor.LinearCombination;

/**
 * Computes a weighted sum of models, or of their differences from the base added to it, whose
 * factors differ from vector to vector.
 *
 * @param factors of each model for each vector
 * @param ofDeltas whether the sum is over differences
 */
record GroupedSum(Grouping grouping, float[][] factors, boolean ofDeltas) implements BlockKernel {
  /** Returns the simplest kernel that does it. */
  static BlockKernel of(Grouping grouping, float[][] factors, boolean ofDeltas) {
    if (grouping.by() != Grouping.Direction.TENSOR) {
      return new GroupedSum(grouping, factors, ofDeltas);
    }
    float[] weights = new float[factors.length];
    for (int m = 0; m < weights.length; m++) {
      weights[m] = factors[m][0];
    }
    LinearCombination form =
        ofDeltas
            ? LinearCombination.ofDifferences(weights, 1, 1)
            : LinearCombination.plain(weights, 1);
    return new LinearSum(form, false);
  }

  @Override
  public void merge(ParentBlock block, float[] merged) {
    for (int i = 0; i < block.length(); i++) {
      int group = grouping.of(block.first() + i);
      float origin = ofDeltas ? block.base()[i] : 0;
      float sum = 0;
      for (int m = 0; m < factors.length; m++) {
        if (factors[m][group] != 0) {
          sum += factors[m][group] * (block.models()[m][i] - origin);
        }
      }
      merged[i] = origin + sum;
    }
  }
}
