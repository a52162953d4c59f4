package org.alphagrid.merge.method.statistic;

import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;

/** Collects all elements of every model's tensor, for methods that cannot work on a part of it. */
public record Whole() implements TensorStatistic<float[][]> {
  @Override
  public boolean wholeTensor() {
    return true;
  }

  @Override
  public long heapBytes(TensorShape shape, int models) {
    // The models in float32, then in float64 the centre, the vectors and a decomposition's five;
    // of more than two models the first round's decompositions stay, each of about two.
    return shape.elements() * (4L * models + 8L * (models + 1 + 5 + (models > 2 ? 2 * models : 0)));
  }

  @Override
  public Accumulator<float[][]> start(TensorShape shape) {
    if (shape.elements() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Cannot hold a tensor of %d elements (must be fewer than 2^31 for this method)"
              .formatted(shape.elements()));
    }
    return new Accumulator<>() {
      private static final long serialVersionUID = 1;
      private float[][] models = new float[0][0];

      @Override
      public void add(ParentBlock block) {
        if (models.length == 0) {
          models = new float[block.models().length][(int) shape.elements()];
        }
        for (int m = 0; m < models.length; m++) {
          System.arraycopy(block.models()[m], 0, models[m], (int) block.first(), block.length());
        }
      }

      @Override
      public void append(Accumulator<float[][]> next) {
        throw new IllegalStateException("A whole tensor has nothing behind it");
      }

      @Override
      public float[][] result() {
        return models;
      }
    };
  }
}
