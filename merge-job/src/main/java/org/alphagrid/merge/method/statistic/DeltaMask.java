package org.alphagrid.merge.method.statistic;

import java.io.Serializable;
import java.util.Arrays;
import org.alphagrid.merge.tensor.BlockMasks;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.CounterRandom;

/** Drops elements of a task vector by setting them to zero. Equal masks drop the same elements. */
public interface DeltaMask extends Serializable {
  /** Holds the arithmetic of masks. */
  BlockMasks MASKS = BlockMath.fastest().masks();

  /**
   * @param delta a run of the task vector
   * @param first flat index of its first element
   */
  void apply(float[] delta, long first, int length);

  /** Returns whether runs must begin and end with rows. */
  default boolean wholeRows() {
    return false;
  }

  /**
   * Computes {@code weight (factor d)}, where d is what is kept of the task vector {@code x -
   * base}.
   *
   * @param first flat index of the first element
   */
  default void weigh(
      float[] x, float[] base, float factor, float weight, float[] target, long first, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = x[i] - base[i];
    }
    apply(target, first, length);
    for (int i = 0; i < length; i++) {
      target[i] = weight * (factor * target[i]);
    }
  }

  /** Drops nothing. */
  record KeepAll() implements DeltaMask {
    @Override
    public void apply(float[] delta, long first, int length) {}
  }

  /**
   * Keeps what is inside one cut and outside another, nested one.
   *
   * @param kept the largest magnitudes
   * @param outliers those of them that are dropped all the same
   */
  record Ranked(Cut kept, Cut outliers) implements DeltaMask {
    private boolean isThreshold(long first, int length) {
      return outliers.equals(Cut.NONE) && kept.isUniform(first, length);
    }

    @Override
    public void weigh(
        float[] x,
        float[] base,
        float factor,
        float weight,
        float[] target,
        long first,
        int length) {
      if (isThreshold(first, length)) {
        MASKS.weighLargest(kept.leastBits(first), x, base, factor, weight, target, length);
      } else {
        DeltaMask.super.weigh(x, base, factor, weight, target, first, length);
      }
    }

    @Override
    public void apply(float[] delta, long first, int length) {
      if (isThreshold(first, length)) {
        MASKS.dropBelow(kept.leastBits(first), delta, length);
        return;
      }
      for (int i = 0; i < length; i++) {
        float magnitude = Math.abs(delta[i]);
        if (!kept.keeps(magnitude, first + i) || outliers.keeps(magnitude, first + i)) {
          delta[i] = 0;
        }
      }
    }
  }

  /** Keeps each element with one probability. */
  record Bernoulli(CounterRandom random, double density) implements DeltaMask {
    @Override
    public void apply(float[] delta, long first, int length) {
      MASKS.dropRandomly(random, CounterRandom.limit(density), delta, first, length);
    }

    @Override
    public void weigh(
        float[] x,
        float[] base,
        float factor,
        float weight,
        float[] target,
        long first,
        int length) {
      long limit = CounterRandom.limit(density);
      MASKS.weighDrawn(random, limit, x, base, factor, weight, target, first, length);
    }
  }

  /**
   * Keeps each element with a probability that rises with its magnitude's rank in its row, from
   * {@code density - epsilon} to {@code density + epsilon} (Deep et al., 2024, "DELLA-Merging",
   * section 3).
   */
  record RankedBernoulli(CounterRandom random, double density, double epsilon, int rowLength)
      implements DeltaMask {
    @Override
    public boolean wholeRows() {
      return true;
    }

    @Override
    public void apply(float[] delta, long first, int length) {
      long[] order = new long[rowLength];
      for (int row = 0; row < length; row += rowLength) {
        for (int i = 0; i < rowLength; i++) {
          // Ascending by magnitude; among equals the lowest index ranks highest.
          long bits = Float.floatToRawIntBits(Math.abs(delta[row + i]));
          order[i] = (bits << 32) | (rowLength - 1L - i);
        }
        Arrays.sort(order);
        for (int rank = 0; rank < rowLength; rank++) {
          int column = rowLength - 1 - (int) order[rank];
          if (random.uniform(first + row + column) >= probability(rank)) {
            delta[row + column] = 0;
          }
        }
      }
    }

    private double probability(int rank) {
      return rowLength == 1 ? density : density - epsilon + 2 * epsilon * rank / (rowLength - 1.0);
    }
  }
}
