package org.alphagrid.method;

import java.util.Arrays;
import java.util.List;
import org.alphagrid.tensor.BlockMath;

/** Adds thinned, weighted task vectors to the base. */
final class TaskVectorKernel implements BlockKernel {
  /** What happens to task vectors of the losing sign. */
  enum Election {
    /** They count too. */
    NONE,
    /** They are left out of the sum. */
    SUM,
    /** They are left out, and the sum is divided by the weights of the others. */
    AVERAGE
  }

  private static final BlockMath MATH = BlockMath.fastest();

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
    for (int m = 0; m < masks.size(); m++) {
      weigh(block, m);
    }
    if (election == Election.NONE) {
      add(merged, length);
    } else {
      MATH.elect(deltas, election == Election.AVERAGE ? weights : null, merged, length);
    }
    float[] base = block.base();
    for (int i = 0; i < length; i++) {
      merged[i] = base[i] + lambda * merged[i];
    }
  }

  private void weigh(ParentBlock block, int model) {
    float[] delta = deltas[model];
    float[] x = block.models()[model];
    float[] base = block.base();
    int length = block.length();
    for (int i = 0; i < length; i++) {
      delta[i] = x[i] - base[i];
    }
    masks.get(model).apply(delta, block.first(), length);
    float weight = weights[model];
    float factor = factors[model];
    for (int i = 0; i < length; i++) {
      delta[i] = weight * (factor * delta[i]);
    }
  }

  private void add(float[] merged, int length) {
    Arrays.fill(merged, 0, length, 0);
    for (float[] delta : deltas) {
      for (int i = 0; i < length; i++) {
        merged[i] += delta[i];
      }
    }
    for (int i = 0; i < length; i++) {
      merged[i] /= divisor;
    }
  }
}
