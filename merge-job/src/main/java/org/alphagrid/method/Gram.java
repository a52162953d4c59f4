package org.alphagrid.method;

/**
 * All dot products between the models' tensors, as float64 sums. Whatever stays in the span of the
 * models (norms, angles, means on the sphere) follows from them without reading the tensor again.
 *
 * @param vectors which vectors are multiplied
 */
record Gram(Vectors vectors) implements Scan<double[][]> {
  /** The vectors of a dot product. */
  enum Vectors {
    /** The models. */
    MODELS,
    /** The models minus the base. */
    DELTAS,
    /** The base, then the models. */
    BASE_AND_MODELS
  }

  @Override
  public Pass<double[][]> start(TensorShape shape) {
    return new Sums();
  }

  /** The cosine of the angle between two vectors within [-1, 1]; 0 where one of them is zero. */
  static double cosine(double[][] dots, int i, int j) {
    double norms = Math.sqrt(dots[i][i]) * Math.sqrt(dots[j][j]);
    return norms == 0 ? 0 : Math.max(-1, Math.min(1, dots[i][j] / norms));
  }

  /**
   * Adds the products of a run to a sum, in order.
   *
   * @param origin subtracted from both; null for nothing
   */
  static double dot(double sum, float[] x, float[] y, float[] origin, int length) {
    double total = sum;
    if (origin == null) {
      for (int i = 0; i < length; i++) {
        total += (double) x[i] * y[i];
      }
    } else {
      for (int i = 0; i < length; i++) {
        total += ((double) x[i] - origin[i]) * ((double) y[i] - origin[i]);
      }
    }
    return total;
  }

  private final class Sums implements Pass<double[][]> {
    private double[][] dots = new double[0][0];

    @Override
    public void add(ParentBlock block) {
      int shift = vectors == Vectors.BASE_AND_MODELS ? 1 : 0;
      int count = block.models().length + shift;
      if (dots.length == 0) {
        dots = new double[count][count];
      }
      float[] origin = vectors == Vectors.DELTAS ? block.base() : null;
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          double sum =
              dot(
                  dots[i][j],
                  vector(block, i, shift),
                  vector(block, j, shift),
                  origin,
                  block.length());
          dots[i][j] = sum;
          dots[j][i] = sum;
        }
      }
    }

    private float[] vector(ParentBlock block, int index, int shift) {
      return index < shift ? block.base() : block.models()[index - shift];
    }

    @Override
    public double[][] result() {
      return dots;
    }
  }
}
