package org.alphagrid.merge.method.statistic;

import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.tensor.ChunkSum;

/**
 * Computes all dot products between the models' tensors, as float64 sums. Whatever stays in the
 * span of the models (norms, angles, means on the sphere) follows from them without reading the
 * tensor again.
 *
 * @param vectors which vectors are multiplied
 */
public record Gram(Vectors vectors) implements TensorStatistic<double[][]> {
  /** Names the vectors of a dot product. */
  public enum Vectors {
    /** Multiplies the models. */
    MODELS,
    /** Multiplies the models minus the base. */
    DELTAS,
    /** Multiplies the base, counted first, and the models. */
    BASE_AND_MODELS
  }

  @Override
  public Accumulator<double[][]> start(TensorShape shape) {
    return new Sums(vectors);
  }

  /**
   * Returns the cosine of the angle between two vectors within [-1, 1]; 0 where one of them is
   * zero.
   */
  public static double cosine(double[][] dots, int i, int j) {
    double norms = Math.sqrt(dots[i][i]) * Math.sqrt(dots[j][j]);
    return norms == 0 ? 0 : Math.max(-1, Math.min(1, dots[i][j] / norms));
  }

  private static final class Sums implements Accumulator<double[][]> {
    private static final long serialVersionUID = 1;

    private final Vectors vectors;
    private ChunkSum[][] sums = new ChunkSum[0][0];

    Sums(Vectors vectors) {
      this.vectors = vectors;
    }

    @Override
    public void add(ParentBlock block) {
      int shift = vectors == Vectors.BASE_AND_MODELS ? 1 : 0;
      int count = block.models().length + shift;
      if (sums.length == 0) {
        sums = new ChunkSum[count][count];
        for (int i = 0; i < count; i++) {
          for (int j = i; j < count; j++) {
            sums[i][j] = new ChunkSum();
            sums[j][i] = sums[i][j];
          }
        }
      }
      float[] origin = vectors == Vectors.DELTAS ? block.base() : null;
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          sums[i][j].addProducts(
              vector(block, i, shift), vector(block, j, shift), origin, block.length());
        }
      }
    }

    private static float[] vector(ParentBlock block, int index, int shift) {
      return index < shift ? block.base() : block.models()[index - shift];
    }

    @Override
    public void endChunk() {
      for (int i = 0; i < sums.length; i++) {
        for (int j = i; j < sums.length; j++) {
          sums[i][j].endChunk();
        }
      }
    }

    @Override
    public void append(Accumulator<double[][]> next) {
      for (int i = 0; i < sums.length; i++) {
        for (int j = i; j < sums.length; j++) {
          sums[i][j].append(((Sums) next).sums[i][j]);
        }
      }
    }

    @Override
    public double[][] result() {
      double[][] dots = new double[sums.length][sums.length];
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j < sums.length; j++) {
          dots[i][j] = sums[i][j].total();
        }
      }
      return dots;
    }
  }
}
