package org.alphagrid.merge.inspect;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * Sums over the elements of one or several tensors of some checkpoints, in float64. Parts add up to
 * the same value wherever they were counted, as long as they are added in one order. Checkpoints
 * are named by their place in one list, from 0.
 */
public final class TensorSums implements Serializable {
  /** Stands for the place of the base where no checkpoint is one. */
  public static final int NO_BASE = -1;

  private static final long serialVersionUID = 1;
  private static final int EXPONENT_BITS = 0x7f800000;
  private static final int MAGNITUDE_BITS = 0x7fffffff;

  private final int checkpoints;
  private final int base;
  private final double[] squares;
  private final double[] largest;
  private final long[] notFinite;
  private final long[] firstNotFinite;
  private final double[] products;
  private final double[] squaredDistances;
  private final double[] largestDifferences;
  private final long[] equal;
  private final double[] taskProducts;
  private long elements;

  /**
   * Begins sums of no elements.
   *
   * @param checkpoints their number
   * @param base the place of the checkpoint that task vectors are taken from, or {@link #NO_BASE}
   */
  public TensorSums(int checkpoints, int base) {
    this.checkpoints = checkpoints;
    this.base = base;
    int pairs = CheckpointPairs.count(checkpoints);
    squares = new double[checkpoints];
    largest = new double[checkpoints];
    notFinite = new long[checkpoints];
    firstNotFinite = new long[checkpoints];
    products = new double[pairs];
    squaredDistances = new double[pairs];
    largestDifferences = new double[pairs];
    equal = new long[pairs];
    taskProducts = new double[pairs];
  }

  /**
   * Adds consecutive elements of a tensor.
   *
   * @param values by checkpoint; what is not finite is set to zero
   * @param first index of the first element in its tensor
   */
  public void add(float[][] values, long first, int count) {
    for (int c = 0; c < checkpoints; c++) {
      addOne(c, values[c], first, count);
    }
    for (int other = 1; other < checkpoints; other++) {
      for (int one = 0; one < other; one++) {
        addPair(CheckpointPairs.place(one, other), values[one], values[other], count);
        if (haveTaskVectors(one, other)) {
          taskProducts[CheckpointPairs.place(one, other)] +=
              taskProduct(values[one], values[other], values[base], count);
        }
      }
    }
    elements += count;
  }

  /** Returns whether there is a base and neither checkpoint is it. */
  private boolean haveTaskVectors(int one, int other) {
    return base != NO_BASE && one != base && other != base;
  }

  private void addOne(int checkpoint, float[] values, long first, int count) {
    double sum = 0;
    int most = 0;
    for (int i = 0; i < count; i++) {
      int magnitude = Float.floatToRawIntBits(values[i]) & MAGNITUDE_BITS;
      if (magnitude >= EXPONENT_BITS) {
        if (notFinite[checkpoint]++ == 0) {
          firstNotFinite[checkpoint] = first + i;
        }
        values[i] = 0;
        continue;
      }
      most = Math.max(most, magnitude);
      sum += (double) values[i] * values[i];
    }
    squares[checkpoint] += sum;
    largest[checkpoint] = Math.max(largest[checkpoint], Float.intBitsToFloat(most));
  }

  private void addPair(int pair, float[] ours, float[] theirs, int count) {
    double product = 0;
    double distance = 0;
    double most = 0;
    long same = 0;
    for (int i = 0; i < count; i++) {
      double difference = (double) ours[i] - theirs[i];
      product += (double) ours[i] * theirs[i];
      distance += difference * difference;
      most = Math.max(most, Math.abs(difference));
      same += difference == 0 ? 1 : 0;
    }
    products[pair] += product;
    squaredDistances[pair] += distance;
    largestDifferences[pair] = Math.max(largestDifferences[pair], most);
    equal[pair] += same;
  }

  private static double taskProduct(float[] ours, float[] theirs, float[] base, int count) {
    double product = 0;
    for (int i = 0; i < count; i++) {
      product += ((double) ours[i] - base[i]) * ((double) theirs[i] - base[i]);
    }
    return product;
  }

  /** Adds the sums of elements that come later. */
  public TensorSums plus(TensorSums later) {
    TensorSums sum = new TensorSums(checkpoints, base);
    for (TensorSums part : new TensorSums[] {this, later}) {
      for (int c = 0; c < checkpoints; c++) {
        sum.squares[c] += part.squares[c];
        sum.largest[c] = Math.max(sum.largest[c], part.largest[c]);
        if (sum.notFinite[c] == 0) {
          sum.firstNotFinite[c] = part.firstNotFinite[c];
        }
        sum.notFinite[c] += part.notFinite[c];
      }
      for (int p = 0; p < products.length; p++) {
        sum.products[p] += part.products[p];
        sum.squaredDistances[p] += part.squaredDistances[p];
        sum.largestDifferences[p] = Math.max(sum.largestDifferences[p], part.largestDifferences[p]);
        sum.equal[p] += part.equal[p];
        sum.taskProducts[p] += part.taskProducts[p];
      }
      sum.elements += part.elements;
    }
    return sum;
  }

  /** Returns the number of elements of each checkpoint. */
  public long elements() {
    return elements;
  }

  /** Returns the Euclidean norm of a checkpoint's elements. */
  public double norm(int checkpoint) {
    return Math.sqrt(squares[checkpoint]);
  }

  /** Returns the largest magnitude of a checkpoint's elements. */
  public double largest(int checkpoint) {
    return largest[checkpoint];
  }

  /** Counts the elements of a checkpoint that are NaN or infinite. */
  public long notFinite(int checkpoint) {
    return notFinite[checkpoint];
  }

  /** Returns the index in its tensor of the first element that is NaN or infinite. */
  public long firstNotFinite(int checkpoint) {
    return firstNotFinite[checkpoint];
  }

  /** Returns the cosine between two checkpoints; 1 where both are zero, 0 where one is. */
  public double cosine(int one, int other) {
    return cosine(products[CheckpointPairs.place(one, other)], squares[one], squares[other]);
  }

  /**
   * Returns the cosine between two checkpoints' differences from the base; empty where there is no
   * base or one of them is it.
   */
  public OptionalDouble taskCosine(int one, int other) {
    return haveTaskVectors(one, other)
        ? OptionalDouble.of(
            cosine(
                taskProducts[CheckpointPairs.place(one, other)],
                squaredDistances[CheckpointPairs.place(one, base)],
                squaredDistances[CheckpointPairs.place(other, base)]))
        : OptionalDouble.empty();
  }

  private static double cosine(double product, double ours, double theirs) {
    if (ours == 0 || theirs == 0) {
      return ours == theirs ? 1 : 0;
    }
    return Math.max(-1, Math.min(1, product / Math.sqrt(ours) / Math.sqrt(theirs)));
  }

  /** Returns the Euclidean norm of the difference between two checkpoints. */
  public double distance(int one, int other) {
    return Math.sqrt(squaredDistances[CheckpointPairs.place(one, other)]);
  }

  /** Returns the norm of the difference as a share of the norm of {@code one}. */
  public double relativeDistance(int one, int other) {
    double distance = distance(one, other);
    return distance == 0 ? 0 : distance / norm(one);
  }

  /** Returns the largest magnitude of the difference between two elements. */
  public double largestDifference(int one, int other) {
    return largestDifferences[CheckpointPairs.place(one, other)];
  }

  /** Returns the share of elements that are equal, 0 to 1; 1 where there are none. */
  public double equalShare(int one, int other) {
    return elements == 0 ? 1 : (double) equal[CheckpointPairs.place(one, other)] / elements;
  }
}
