package org.alphagrid.method;

/**
 * The dot products of {@link Gram} for each row or column of a tensor.
 *
 * @param ofDeltas true for the models minus the base, false for the models
 */
record GroupedGram(Grouping grouping, boolean ofDeltas) implements Scan<double[][][]> {
  @Override
  public Pass<double[][][]> start(TensorShape shape) {
    return new Sums();
  }

  private final class Sums implements Pass<double[][][]> {
    private double[][][] dots = new double[0][0][0];

    @Override
    public void add(ParentBlock block) {
      int count = block.models().length;
      if (dots.length == 0) {
        dots = new double[count][count][grouping.groups()];
      }
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          dot(block, dots[i][j], block.models()[i], block.models()[j]);
          dots[j][i] = dots[i][j];
        }
      }
    }

    private void dot(ParentBlock block, double[] sums, float[] x, float[] y) {
      if (grouping.groups() == 1) {
        sums[0] = Gram.dot(sums[0], x, y, ofDeltas ? block.base() : null, block.length());
        return;
      }
      for (int e = 0; e < block.length(); e++) {
        double origin = ofDeltas ? block.base()[e] : 0;
        sums[grouping.of(block.first() + e)] += (x[e] - origin) * (y[e] - origin);
      }
    }

    @Override
    public double[][][] result() {
      return dots;
    }
  }
}
