package org.alphagrid.method;

import java.util.List;

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
    float[] base = block.base();
    for (int i = 0; i < length; i++) {
      float sum = election == Election.NONE ? sum(i) / divisor : elected(i);
      merged[i] = base[i] + lambda * sum;
    }
  }

  private void weigh(ParentBlock block, int model) {
    float[] delta = deltas[model];
    float[] x = block.models()[model];
    float[] base = block.base();
    for (int i = 0; i < block.length(); i++) {
      delta[i] = x[i] - base[i];
    }
    masks.get(model).apply(delta, block.first(), block.length());
    for (int i = 0; i < block.length(); i++) {
      delta[i] = weights[model] * (factors[model] * delta[i]);
    }
  }

  private float sum(int i) {
    float sum = 0;
    for (float[] delta : deltas) {
      sum += delta[i];
    }
    return sum;
  }

  private float elected(int i) {
    float sign = sum(i) >= 0 ? 1 : -1;
    float sum = 0;
    float weight = 0;
    for (int m = 0; m < deltas.length; m++) {
      // A zero has no sign: it takes part neither in the sum nor in the divisor.
      if (deltas[m][i] * sign > 0) {
        sum += deltas[m][i];
        weight += weights[m];
      }
    }
    return election == Election.AVERAGE && weight != 0 ? sum / weight : sum;
  }
}
