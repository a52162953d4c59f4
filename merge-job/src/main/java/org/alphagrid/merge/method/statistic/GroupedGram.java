package org.alphagrid.merge.method.statistic;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.method.statistic.Grouping.Direction;

/**
 * Computes the dot products of {@link Gram} for each row or column of a tensor.
 *
 * @param ofDeltas true for the models minus the base, false for the models
 */
public record GroupedGram(Grouping grouping, boolean ofDeltas)
    implements TensorStatistic<double[][][]> {
  /**
   * Returns all products of the tensor's vectors, in the order of the models; the last index is a
   * group.
   */
  public static double[][][] of(TensorScope tensor, Grouping grouping, boolean ofDeltas) {
    if (grouping.by() != Direction.TENSOR) {
      return tensor.scan(new GroupedGram(grouping, ofDeltas));
    }
    double[][] dots = tensor.scan(new Gram(ofDeltas ? Gram.Vectors.DELTAS : Gram.Vectors.MODELS));
    double[][][] grouped = new double[dots.length][dots.length][1];
    for (int i = 0; i < dots.length; i++) {
      for (int j = 0; j < dots.length; j++) {
        grouped[i][j][0] = dots[i][j];
      }
    }
    return grouped;
  }

  @Override
  public Accumulator<double[][][]> start(TensorShape shape) {
    return grouping.by() == Direction.ROW
        ? new Rows(grouping.length(), ofDeltas)
        : new Columns(grouping, ofDeltas);
  }

  @Override
  public boolean wholeRows() {
    return grouping.by() == Direction.ROW;
  }

  /**
   * Returns the sum of products over some elements, {@code step} apart, added to a sum in their
   * order.
   */
  private static double dot(
      double sum, ParentBlock block, int i, int j, boolean ofDeltas, int from, int count) {
    float[] x = block.models()[i];
    float[] y = block.models()[j];
    double total = sum;
    for (int e = from; e < from + count; e++) {
      double origin = ofDeltas ? block.base()[e] : 0;
      total += (x[e] - origin) * (y[e] - origin);
    }
    return total;
  }

  private static final class Rows implements Accumulator<double[][][]> {
    private static final long serialVersionUID = 1;

    private final int length;
    private final boolean ofDeltas;
    private RowValues[][] dots = new RowValues[0][0];

    Rows(int length, boolean ofDeltas) {
      this.length = length;
      this.ofDeltas = ofDeltas;
    }

    @Override
    public void add(ParentBlock block) {
      int count = block.models().length;
      if (dots.length == 0) {
        dots = new RowValues[count][count];
        for (int i = 0; i < count; i++) {
          for (int j = i; j < count; j++) {
            dots[i][j] = new RowValues();
            dots[j][i] = dots[i][j];
          }
        }
      }
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          for (int row = 0; row < block.length(); row += length) {
            dots[i][j].add(dot(0, block, i, j, ofDeltas, row, length));
          }
        }
      }
    }

    @Override
    public void append(Accumulator<double[][][]> next) {
      for (int i = 0; i < dots.length; i++) {
        for (int j = i; j < dots.length; j++) {
          dots[i][j].append(((Rows) next).dots[i][j]);
        }
      }
    }

    @Override
    public double[][][] result() {
      double[][][] result = new double[dots.length][dots.length][];
      for (int i = 0; i < dots.length; i++) {
        for (int j = 0; j < dots.length; j++) {
          result[i][j] = dots[i][j].toArray();
        }
      }
      return result;
    }
  }

  private static final class Columns implements Accumulator<double[][][]> {
    private static final long serialVersionUID = 1;

    private final Grouping grouping;
    private final boolean ofDeltas;
    private final List<double[][][]> chunks = new ArrayList<>();
    private double[][][] open;

    Columns(Grouping grouping, boolean ofDeltas) {
      this.grouping = grouping;
      this.ofDeltas = ofDeltas;
    }

    @Override
    public void add(ParentBlock block) {
      int count = block.models().length;
      if (open == null) {
        open = new double[count][count][grouping.groups()];
      }
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          double[] sums = open[i][j];
          for (int e = 0; e < block.length(); e++) {
            int column = grouping.of(block.first() + e);
            sums[column] = dot(sums[column], block, i, j, ofDeltas, e, 1);
          }
        }
      }
    }

    @Override
    public void endChunk() {
      chunks.add(open);
      open = null;
    }

    @Override
    public void append(Accumulator<double[][][]> next) {
      chunks.addAll(((Columns) next).chunks);
    }

    @Override
    public double[][][] result() {
      int count = chunks.get(0).length;
      double[][][] dots = new double[count][count][grouping.groups()];
      for (double[][][] chunk : chunks) {
        for (int i = 0; i < count; i++) {
          for (int j = 0; j < count; j++) {
            for (int g = 0; g < grouping.groups(); g++) {
              dots[i][j][g] += chunk[Math.min(i, j)][Math.max(i, j)][g];
            }
          }
        }
      }
      return dots;
    }
  }
}
