package org.alphagrid.merge.method.builtin;

import java.util.List;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.statistic.DeltaMask;
import org.alphagrid.merge.tensor.BlockMasks;
import org.alphagrid.merge.tensor.BlockMath;

/** Adds thinned, weighted task vectors to the base. */
final class TaskVectorKernel implements BlockKernel {
  /** Says what happens to task vectors of the losing sign. */
  enum Election {
    /** Counts them too. */
    NONE,
    /** Leaves them out of the sum. */
    SUM,
    /** Leaves them out; the sum is divided by the weights of the others. */
    AVERAGE
  }

  private static final BlockMasks MASKS = BlockMath.fastest().masks();

  private final List<DeltaMask> masks;
  private final float[] factors;
  private final float[] weights;
  private final float divisor;
  private final Election election;
  private final float lambda;
  private float[][] deltas = new float[0][0];

  TaskVectorKernel(
      List<DeltaMask> masks,
      float[] factors,
      float[] weights,
      float divisor,
      Election election,
      float lambda) {
    this.masks = masks;
    this.factors = factors;
    this.weights = weights;
    this.divisor = divisor;
    this.election = election;
    this.lambda = lambda;
  }

  @Override
  public boolean wholeRows() {
    return masks.stream().anyMatch(DeltaMask::wholeRows);
  }

  @Override
  public void merge(ParentBlock block, float[] merged) {
    int length = block.length();
    if (deltas.length == 0 || deltas[0].length < length) {
      deltas = new float[masks.size()][length];
    }
    float[] base = block.base();
    for (int m = 0; m < deltas.length; m++) {
      masks
          .get(m)
          .weigh(block.models()[m], base, factors[m], weights[m], deltas[m], block.first(), length);
    }
    if (election == Election.NONE) {
      add(base, merged, length);
    } else {
      float[] divisors = election == Election.AVERAGE ? weights : null;
      MASKS.addElected(deltas, divisors, base, lambda, merged, length);
    }
  }

  private void add(float[] base, float[] merged, int length) {
    if (deltas.length == 2 && divisor == 1) {
      float[] x = deltas[0];
      float[] y = deltas[1];
      for (int i = 0; i < length; i++) {
        merged[i] = base[i] + lambda * (x[i] + y[i]);
      }
      return;
    }
    System.arraycopy(deltas[0], 0, merged, 0, length);
    for (int m = 1; m < deltas.length; m++) {
      float[] delta = deltas[m];
      for (int i = 0; i < length; i++) {
        merged[i] += delta[i];
      }
    }
    for (int i = 0; i < length; i++) {
      merged[i] = base[i] + lambda * (merged[i] / divisor);
    }
  }
}
